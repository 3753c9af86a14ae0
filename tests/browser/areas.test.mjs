// Several ranges at once, by the mouse, by keys and by a finger: what is marked, what it comes to, what is done with all of it.

import assert from "node:assert/strict";
import { axe, expectText, test } from "./harness.mjs";
import { begin, cell, show } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, AMOUNT = 3, STAGE = 4;

async function funnel(page) {
  await begin(page, "sample");
  await show(page, "funnel");
}

/** The selected cells that are drawn, as `row,column`. */
const selected = (page) =>
  page
    .locator(`#${DEALS} [aria-selected=true]`)
    .evaluateAll((cells) => cells.map((cell) => cell.id.match(/r(\d+)c(\d+)$/).slice(1).join()).sort());

const names = (page) => page.locator(`#${DEALS} .row:not(.head) .cell[data-c="0"]`).allInnerTexts();

test("cells picked with Ctrl are added up, written and emptied together", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, AMOUNT).click();
  await cell(page, DEALS, 3, AMOUNT).click({ modifiers: ["Control"] });
  await cell(page, DEALS, 6, AMOUNT).click({ modifiers: ["Control"] });
  assert.deepEqual(await selected(page), ["1,3", "3,3", "6,3"]);
  assert.equal(await page.locator('.mark-over[data-kind="range"]').count(), 3, "each has its edge");
  assert.ok(await page.locator(".corner").isHidden(), "several ranges have no corner that fills");
  await axe(page);
  await page.keyboard.type("100k");
  await page.keyboard.press("Control+Enter");
  for (const row of [1, 3, 6]) await expectText(cell(page, DEALS, row, AMOUNT), /100,000$/);
  await expectText(page.locator(".status"), /300,000/);
  // Once more on a picked cell takes it out.
  await cell(page, DEALS, 3, AMOUNT).click({ modifiers: ["Control"] });
  await expectText(page.locator(".status"), /200,000/);
  await page.keyboard.press("Delete");
  await expectText(cell(page, DEALS, 1, AMOUNT), "");
  await expectText(cell(page, DEALS, 3, AMOUNT), /100,000$/);
  await page.keyboard.press("Control+z");
  await expectText(cell(page, DEALS, 6, AMOUNT), /100,000$/);
  await cell(page, DEALS, 2, NAME).click();
  assert.deepEqual(await selected(page), ["2,0"]);
});

test("rows picked by their numbers are deleted together, columns by their headings", async ({ page }) => {
  await funnel(page);
  const number = (row) => page.locator(`#${DEALS} .row[aria-rowindex="${row + 2}"] .no`);
  const before = await names(page);
  await number(1).click();
  await number(4).click({ modifiers: ["Control"] });
  await number(2).click({ modifiers: ["Control"] });
  await number(4).click({ modifiers: ["Control"] });
  await page.keyboard.press("Control+Delete");
  await expectText(page.locator(".toast .said"), /2 rows deleted/);
  const left = before.filter((_, row) => row !== 1 && row !== 2);
  assert.deepEqual((await names(page)).slice(0, 8), left.slice(0, 8));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(([id, name]) => document.querySelector(`#${id}-r1c0`)?.innerText === name, [DEALS, before[1]]);
  const heading = (column) => page.locator(`#${DEALS}-h${column}`);
  await heading(AMOUNT).click({ position: { x: 8, y: 8 } });
  await heading(NAME).click({ position: { x: 8, y: 8 }, modifiers: ["Control"] });
  const columns = new Set((await selected(page)).map((place) => place.split(",")[1]));
  assert.deepEqual([...columns].sort(), [String(NAME), String(AMOUNT)]);
});

test("Shift+F8 lets keys pick what the mouse picks with Ctrl", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, STAGE).click();
  await page.keyboard.press("Shift+F8");
  await expectText(page.locator(".toast .said"), /select more/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  assert.deepEqual(await selected(page), ["1,4", "3,4", "4,4"]);
  await page.keyboard.press("Escape");
  assert.deepEqual(await selected(page), ["3,4"]);
});

test("a finger picks rows apart, too", {
  viewport: { width: 390, height: 844 },
  browser: { hasTouch: true, isMobile: true },
}, async ({ page }) => {
  await funnel(page);
  const number = (row) => page.locator(`#${DEALS} .row[aria-rowindex="${row + 2}"] .no`);
  const before = await names(page);
  await number(1).tap();
  await page.locator(".by-finger button", { hasText: "Select more" }).tap();
  await number(3).tap();
  await number(5).tap();
  await page.locator(".by-finger button", { hasText: "End selecting" }).tap();
  await number(1).tap();
  await page.locator(".by-finger button", { hasText: "Select more" }).tap();
  await number(3).tap();
  await page.locator(".by-finger button", { hasText: "Delete" }).first().tap();
  await expectText(page.locator(".toast .said"), /2 rows deleted/);
  assert.deepEqual((await names(page)).slice(0, 4), [before[0], before[2], before[4], before[5]]);
});
