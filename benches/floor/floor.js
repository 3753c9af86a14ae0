// What no library can beat by much: a window of pooled rows over columns in memory, one total, one field that always has
// the focus. It computes nothing but the sum.

import { AMOUNT, COLUMN, COLUMNS, ROW, columns, count, format, heading, isNumber, sum } from "../deals.js";

const SPARE = 4;
const find = (selector) => document.querySelector(selector);
const [pane, head, rows, shown, foot, field] = [".pane", ".head", ".rows", ".window", ".foot", ".field"].map(find);
const text = (row, column) => (isNumber(column) ? format(columns[column][row]) : columns[column][row]);
let total = sum();

const line = (into, fill) => {
  for (let column = 0; column < COLUMNS; column += 1) {
    const cell = into.appendChild(document.createElement("div"));
    if (isNumber(column)) cell.className = "number";
    cell.dataset.c = column;
    cell.append(fill(column));
  }
  return into;
};
line(head, heading);
line(foot, (column) => (column === AMOUNT ? format(total) : ""));
rows.style.height = `${count * ROW}px`;

const slots = [];
let first = 0;
const draw = (slot) => {
  const row = first + slot;
  for (let column = 0; column < COLUMNS; column += 1) {
    const cell = slots[slot].children[column];
    cell.dataset.r = row;
    cell.firstChild.data = text(row, column);
  }
};
const scrolled = () => {
  const next = Math.max(0, Math.min(Math.floor(pane.scrollTop / ROW) - SPARE, count - slots.length));
  if (next === first) return;
  first = next;
  shown.style.top = `${first * ROW}px`;
  for (let slot = 0; slot < slots.length; slot += 1) draw(slot);
};
for (let left = Math.min(count, Math.ceil(innerHeight / ROW) + 2 * SPARE); left > 0; left -= 1) {
  const row = document.createElement("div");
  row.className = "row";
  slots.push(shown.appendChild(line(row, () => document.createTextNode(""))));
  draw(slots.length - 1);
}
pane.addEventListener("scroll", scrolled, { passive: true });

const active = { row: 0, column: 0 };
const go = (row, column) => {
  [active.row, active.column] = [Math.min(row, count - 1), column];
  field.value = "";
  delete field.dataset.editing;
  field.style.transform = `translate(${column * COLUMN}px, ${(active.row + 1) * ROW}px)`;
};
pane.addEventListener("mousedown", (event) => {
  const cell = event.target.closest(".window .row > div");
  if (!cell) return;
  event.preventDefault();
  go(Number(cell.dataset.r), Number(cell.dataset.c));
  field.focus({ preventScroll: true });
});
field.addEventListener("input", () => (field.dataset.editing = ""));
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const { row, column } = active;
  if ("editing" in field.dataset) {
    const value = isNumber(column) ? Number(field.value) : field.value;
    if (column === AMOUNT) total += value - columns[column][row];
    columns[column][row] = value;
    if (row >= first && row < first + slots.length) draw(row - first);
    if (column === AMOUNT) foot.children[AMOUNT].firstChild.data = format(total);
  }
  go(row + 1, column);
});
field.addEventListener("paste", (event) => {
  event.preventDefault();
  event.clipboardData.getData("text/plain").split("\r\n").forEach((line, down) => {
    line.split("\t").forEach((text, right) => {
      const [row, column] = [active.row + down, active.column + right];
      const value = isNumber(column) ? Number(text.replaceAll(",", "")) : text;
      if (column === AMOUNT) total += value - columns[column][row];
      columns[column][row] = value;
    });
  });
  for (let slot = 0; slot < slots.length; slot += 1) draw(slot);
  foot.children[AMOUNT].firstChild.data = format(total);
});
go(0, 0);
field.focus({ preventScroll: true });
