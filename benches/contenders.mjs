// Who is measured: where its page is, and how the probe sees what it shows. A view runs in the page (see probe.mjs):
//
//   ready()              is the first cell shown?
//   pane()               the element that scrolls
//   columns()            how many headings are drawn: some draw only those in sight
//   column(name)         the place of the column with this heading, or -1
//   rows()               { at, top, bottom } of the rows that are drawn
//   text(at, column)     what a cell shows, total(column) what stands below it
//   box(at, column)      where a cell is
//   settled(at, column)  after Enter: has the edit ended?
//   rests()              after that: can the next edit begin?
//   opened()             does the field of an edit have the focus? Asked of those that lose keys typed before it has
//   at(x, y)             the row drawn at this point, or undefined
//   entered(), left()    an Enter was pressed: only what is painted from now on counts; it was seen to be committed
//   focus()              before the first click, of ours and the floor: a field that always has the focus
//   strip(), waits()     of ours: the forecast as it is shown; is the page not ready?
//
// `pastes` says that it is measured with pastes, too: AG Grid's clipboard is not in its community edition, and Glide asks the
// browser for the clipboard, which asks a person.

import { join } from "node:path";
import { dist, repository } from "../tests/browser/harness.mjs";

/** Of grids that are elements. Rows, and the first cells in them, tell their number in `number`. */
function elements(selectors) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const has = (selector) => Boolean(selector && document.querySelector(selector));
  const cell = (at, column) => document.querySelector(selectors.cell.replace("{r}", at).replace("{c}", column));
  const number = (row) => {
    const own = row.hasAttribute(selectors.number) ? row : row.querySelector(`[${selectors.number}]`);
    return Number(own.getAttribute(selectors.number));
  };
  return {
    ready: () => cell(0, 0)?.textContent && (!selectors.field || has(selectors.field)) && !has(selectors.wait),
    waits: () => !has(selectors.row) || has(selectors.wait),
    focus: () => document.querySelector(selectors.field)?.focus(),
    strip: () => document.querySelector(selectors.strip).textContent,
    pane: () => document.querySelector(selectors.pane),
    columns: () => all(selectors.head).length,
    column: (name) => all(selectors.head).findIndex((head) => head.textContent.trim().startsWith(name)),
    rows: () =>
      all(selectors.row).map((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return { at: number(row), top, bottom };
      }),
    text: (at, column) => cell(at, column)?.textContent ?? "",
    total: (column) => all(selectors.foot)[column].textContent,
    box: (at, column) => cell(at, column).getBoundingClientRect(),
    settled(at, column) {
      const active = selectors.active && document.querySelector(selectors.active) === cell(at, column);
      return !active && !has(selectors.editing);
    },
    opened: () => has(selectors.opened),
    rests: () => !has(selectors.leaves),
    at(x, y) {
      const row = document.elementFromPoint(x, y)?.closest(selectors.row);
      return row ? number(row) : undefined;
    },
    entered() {},
    left() {},
  };
}

/** Of a grid on a canvas (peers/glide.js): what it shows is what it painted last in the slot of a cell. */
function canvas({ pane, editing, opened, width, height }) {
  const painted = new Map();
  const slot = (x, y) => `${Math.floor(x / width)},${Math.floor(y / height)}`;
  const paint = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
    painted.set(slot(x, y), text);
    return paint.call(this, text, x, y, ...rest);
  };
  const find = (selector) => document.querySelector(selector);
  const headings = () => [...painted].filter(([key]) => key.endsWith(",0"));
  let entered = false;
  const shown = (at, column) => {
    const { x, y } = window.glide.box(at, column);
    return painted.get(slot(x + width / 2, y + height / 2)) ?? "";
  };
  return {
    ready: () => Boolean(window.glide && painted.get("0,1")),
    focus() {},
    pane: () => find(pane),
    columns: () => headings().length,
    column: (name) => Number(headings().find(([, text]) => text.startsWith(name))?.[0].split(",")[0] ?? -1),
    rows() {
      const rows = [];
      const first = Math.ceil(find(pane).scrollTop / height);
      for (let at = first; (at - first + 2) * height <= innerHeight; at += 1) {
        const { y: top } = window.glide.box(at, 0);
        rows.push({ at, top, bottom: top + height });
      }
      return rows;
    },
    text: (at, column) => (entered ? shown(at, column) : window.glide.text(at, column)),
    total: (column) => (entered ? shown(window.glide.last, column) : window.glide.total()),
    box: (at, column) => window.glide.box(at, column),
    settled: () => !find(editing),
    opened: () => Boolean(find(opened)),
    rests: () => true,
    // The first text of a row ends with its number.
    at(x, y) {
      const text = painted.get(slot(1, y));
      return text ? Number(text.split(" ").at(-1)) : undefined;
    },
    entered() {
      entered = true;
      painted.clear();
    },
    left() {
      entered = false;
    },
  };
}

export const OURS = {
  name: "ours",
  root: dist,
  page: () => "",
  view: elements,
  pastes: true,
  selectors: {
    pane: ".pane:has(#grid-deals)",
    row: "#grid-deals .rows .row:not([hidden])",
    number: "data-r",
    head: "#grid-deals .head > :not(.no)",
    foot: "#grid-deals .foot > :not(.no)",
    cell: '#grid-deals [data-r="{r}"] > [data-c="{c}"]',
    field: "textarea.field",
    active: "#grid-deals .cell[data-active]",
    strip: ".strip",
    wait: "#boot, dialog[open]",
  },
};

const FLOOR = {
  name: "floor",
  root: join(repository, "benches"),
  page: (size) => `floor/?n=${size}`,
  view: elements,
  pastes: true,
  selectors: {
    pane: ".pane",
    row: ".window .row",
    number: "data-r",
    head: ".head > div",
    foot: ".foot > div",
    cell: '.row [data-r="{r}"][data-c="{c}"]',
    field: ".field",
    editing: ".field[data-editing]",
  },
};

// The peers have no root: peers/bundle.mjs makes it.
const AG_GRID = {
  name: "AG Grid",
  peer: "ag-grid",
  page: (size) => `?n=${size}`,
  view: elements,
  selectors: {
    pane: ".ag-grid-viewport",
    row: ".ag-row:not(.ag-row-pinned)",
    number: "row-index",
    head: ".ag-header-cell",
    foot: ".ag-grid-pinned-bottom-rows-container .ag-cell",
    cell: '.ag-row[row-index="{r}"] .ag-cell[col-id="c{c}"]',
    editing: ".ag-cell-inline-editing",
  },
};

const REVOGRID = {
  name: "RevoGrid",
  peer: "revogrid",
  page: (size) => `?n=${size}`,
  view: elements,
  pastes: true,
  selectors: {
    pane: ".vertical-inner",
    row: ".vertical-inner .rgRow",
    number: "data-rgrow",
    head: ".rgHeaderCell",
    foot: 'revogr-data[type="rowPinEnd"] .rgCell',
    cell: '.vertical-inner .rgCell[data-rgrow="{r}"][data-rgcol="{c}"]',
    opened: "revogr-edit :focus",
    // Cell and total change under its editor, which goes three or four frames later: that is not held against it.
    leaves: "revogr-edit",
  },
};

const GLIDE = {
  name: "Glide",
  peer: "glide",
  page: (size) => `?n=${size}`,
  view: canvas,
  selectors: { pane: ".dvn-scroller", editing: ".gdg-style", opened: ".gdg-style :focus", width: 120, height: 30 },
};

export const CONTENDERS = [OURS, FLOOR, AG_GRID, REVOGRID, GLIDE];
