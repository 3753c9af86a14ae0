// What the tests of the application share: beginning a plan, typing into cells, reading them.

import { expectText } from "./harness.mjs";

/** Chooses how to begin on the first visit and waits until the plan stands. */
export async function begin(page, how = "blank") {
  await page.click(`#begin-${how}`);
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await saved(page);
}

/** Waits until every edit is acknowledged. */
export async function saved(page) {
  await page.waitForSelector('#saved[data-state="saved"]');
}

/** Goes to a page of the application. */
export async function show(page, tab) {
  await page.click(`#tab-${tab}`);
  await page.waitForSelector(`.app[data-tab="${tab}"]`);
}

/** Begins a new row and types its cells, with Tab between them and Enter at the end. */
export async function row(page, cells) {
  await page.click(".tools .add");
  await type(page, cells);
}

/** Types cells with Tab between them and Enter at the end. */
export async function type(page, cells) {
  for (const [at, text] of cells.entries()) {
    if (text) await page.keyboard.type(text);
    await page.keyboard.press(at + 1 < cells.length ? "Tab" : "Enter");
  }
}

/** A cell of a grid, by row and column from 0. */
export const cell = (page, grid, row, column) => page.locator(`#${grid}-r${row}c${column}`);

/** The texts of the columns of a grid's rows, the empty last row left out. */
export async function texts(page, grid, columns) {
  return page.evaluate(
    ([grid, columns]) =>
      [...document.querySelectorAll(`#${grid} .rows .row:not([hidden]):not([data-new])`)].map((row) =>
        columns.map((column) => row.querySelector(`[data-c="${column}"]`)?.textContent.replace("↗", "") ?? ""),
      ),
    [grid, columns],
  );
}

/** Waits until a cell shows a text. */
export const expectCell = (page, grid, row, column, text) => expectText(cell(page, grid, row, column), text);

const THREE = [
  ["Haitian press line", "Haitian", "Chen Yu", "860k"],
  ["Kehua ERP", "Kehua", "Li Wei", "420k"],
  ["海天压机", "海天", "陈宇", "300k"],
];

/** Begins a plan of three deals and shows them; the name of the first one is active. */
export async function funnel(page) {
  await begin(page);
  await show(page, "funnel");
  for (const cells of THREE) await row(page, cells);
  await saved(page);
  await cell(page, "grid-deals", 0, 0).click();
}
