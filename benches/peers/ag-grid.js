// AG Grid community: a client-side row model, the modules it needs and no more, no cell renderers, row animation off, as its
// page on scrolling performance advises. The total is a pinned row.

import { CellStyleModule, ClientSideRowModelModule, ModuleRegistry, NumberEditorModule, PinnedRowModule, TextEditorModule, createGrid, themeQuartz } from "ag-grid-community";
import { AMOUNT, COLUMN, COLUMNS, ROW, format, heading, isNumber, records, sum } from "../deals.js";

ModuleRegistry.registerModules([CellStyleModule, ClientSideRowModelModule, NumberEditorModule, PinnedRowModule, TextEditorModule]);

const number = {
  type: "rightAligned",
  cellDataType: "number",
  valueFormatter: ({ value }) => (value === undefined ? "" : format(value)),
};
let total = sum();

const grid = createGrid(document.querySelector("#grid"), {
  columnDefs: Array.from({ length: COLUMNS }, (_, column) => ({
    field: `c${column}`,
    headerName: heading(column),
    ...(isNumber(column) ? number : { cellDataType: "text" }),
  })),
  defaultColDef: { width: COLUMN, editable: ({ node }) => !node.rowPinned },
  rowData: records(),
  pinnedBottomRowData: [{ [`c${AMOUNT}`]: total }],
  theme: themeQuartz.withParams({ cellHorizontalPadding: 6 }),
  rowHeight: ROW,
  headerHeight: ROW,
  animateRows: false,
  enterNavigatesVertically: true,
  enterNavigatesVerticallyAfterEdit: true,
  onCellValueChanged({ column, oldValue, newValue, rowPinned }) {
    if (rowPinned || column.getColId() !== `c${AMOUNT}`) return;
    total += newValue - oldValue;
    grid.getPinnedBottomRow(0).updateData({ [`c${AMOUNT}`]: total });
  },
});
