// A funnel of five deals, which the tests of how a table is arranged begin with, and what its rows show.

import assert from "node:assert/strict";
import { paste } from "./harness.mjs";
import { begin, cell, expectCell, show } from "./work.mjs";

export const GRID = "grid-deals";
const ROWS = [
  ["Northwind rollout", "Northwind", "Li Wei", "1200000", "3", "2027-12-18"],
  ["Haitian press", "Haitian", "Chen Yu", "860000", "4", "2027-12-05"],
  ["Lumen platform", "Lumen", "Sara Ortiz", "640000", "2", "2027-11-12"],
  ["Kestrel contract", "Kestrel", "Li Wei", "420000", "5", "2027-12-22"],
  ["白云机场", "Baiyun", "Chen Yu", "1540000", "3", "2028-01-20"],
];

/** A funnel with five deals. */
export async function funnel(page) {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  await paste(page, { text: ROWS.map((row) => row.join("\t")).join("\n") });
  await expectCell(page, GRID, 4, 0, "白云机场");
  await cell(page, GRID, 0, 0).click();
}

/** The first column from top to bottom, the empty row left out. */
export const names = (page, grid = GRID) =>
  page.evaluate(
    (grid) =>
      [...document.querySelectorAll(`#${grid} .rows .row:not([hidden]):not([data-new])`)].map((row) =>
        row.querySelector('[data-c="0"]').textContent.replace("↗", "").replace(/^[▾▸]/, "").trim(),
      ),
    grid,
  );

/** Waits until the first column holds these, from top to bottom. */
export async function expectNames(page, expected) {
  await page.waitForFunction(
    ([grid, expected]) => {
      const rows = [...document.querySelectorAll(`#${grid} .rows .row:not([hidden]):not([data-new])`)];
      const names = rows.map((row) => row.querySelector('[data-c="0"]').textContent.replace("↗", "").replace(/^[▾▸]/, "").trim());
      return JSON.stringify(names) === JSON.stringify(expected);
    },
    [GRID, expected],
  ).catch(async (error) => assert.fail(`expected ${expected.join(" | ")}, saw ${(await names(page)).join(" | ")}\n${error.message}`));
}

/** The heading of a column, from 0. */
export const heading = (page, column) => page.locator(`#${GRID} #${GRID}-h${column}`);
