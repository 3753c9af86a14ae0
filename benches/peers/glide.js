// Glide Data Grid, which paints on a canvas: cells are asked from columns in memory, an edit repaints the cells it touched.
// The total is a frozen last row.

import "@glideapps/glide-data-grid/dist/index.css";
import { DataEditor, GridCellKind } from "@glideapps/glide-data-grid";
import { createElement, useCallback, useRef } from "react";
import { createRoot } from "react-dom/client";
import { AMOUNT, COLUMN, COLUMNS, ROW, columns, count, format, heading, isNumber, sum } from "../deals.js";

const titles = Array.from({ length: COLUMNS }, (_, column) => ({ id: `c${column}`, title: heading(column), width: COLUMN }));
const text = (data) => ({ kind: GridCellKind.Text, data, displayData: data, allowOverlay: true });
const number = (data) => ({ kind: GridCellKind.Number, data, displayData: format(data), allowOverlay: true, contentAlign: "right" });
const blank = { ...text(""), allowOverlay: false };
let total = sum();

const content = ([column, row]) => {
  if (row === count) return column === AMOUNT ? { ...number(total), allowOverlay: false } : blank;
  return isNumber(column) ? number(columns[column][row]) : text(columns[column][row]);
};

function Grid() {
  const grid = useRef(null);
  const edited = useCallback(([column, row], { data }) => {
    if (column === AMOUNT) total += data - columns[column][row];
    columns[column][row] = data;
    if (column === AMOUNT) grid.current.updateCells([{ cell: [AMOUNT, count] }]);
  }, []);
  // For the bench, which cannot read a canvas: what a cell holds, and where it is.
  window.glide = {
    text: (row, column) => content([column, row]).displayData,
    total: () => format(total),
    last: count,
    box: (row, column) => grid.current.getBounds(column, row),
  };
  return createElement(DataEditor, {
    ref: grid,
    columns: titles,
    rows: count + 1,
    freezeTrailingRows: 1,
    rowHeight: ROW,
    headerHeight: ROW,
    width: "100%",
    height: "100%",
    cellActivationBehavior: "double-click",
    getCellContent: content,
    onCellEdited: edited,
  });
}
createRoot(document.querySelector("#grid")).render(createElement(Grid));
