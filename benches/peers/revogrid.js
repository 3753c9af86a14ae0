// RevoGrid: its elements in one module, columns of fixed size, plain texts as cell templates, no filter. The total is a
// pinned row.

import { defineCustomElements } from "@revolist/revogrid/loader";
import { AMOUNT, COLUMN, COLUMNS, ROW, format, heading, isNumber, records, sum } from "../deals.js";

const right = { class: { number: true } };
const number = {
  cellTemplate: (_, { value }) => (value === undefined ? "" : format(value)),
  cellProperties: () => right,
};
let total = sum();
let before;

const grid = document.querySelector("revo-grid");
grid.columns = Array.from({ length: COLUMNS }, (_, column) => ({
  prop: `c${column}`,
  name: heading(column),
  size: COLUMN,
  ...(isNumber(column) ? number : {}),
}));
grid.rowSize = ROW;
grid.filter = false;
grid.source = records();
grid.pinnedBottomSource = [{ [`c${AMOUNT}`]: total }];

grid.addEventListener("beforeedit", ({ detail }) => {
  before = detail.model[detail.prop];
  if (isNumber(detail.colIndex)) detail.val = Number(detail.val);
});
// A paste.
grid.addEventListener("beforerangeedit", ({ detail: { data, models } }) => {
  before = Object.keys(data).reduce((sum, row) => sum + Number(models[row][`c${AMOUNT}`]), 0);
});
grid.addEventListener("afteredit", ({ detail }) => {
  if (detail.models) {
    const after = Object.values(detail.data).reduce((sum, row) => sum + Number(row[`c${AMOUNT}`]), 0);
    total += after - before;
    grid.pinnedBottomSource = [{ [`c${AMOUNT}`]: total }];
  }
  if (detail.prop !== `c${AMOUNT}`) return;
  total += detail.val - before;
  grid.pinnedBottomSource = [{ [`c${AMOUNT}`]: total }];
});
defineCustomElements();
