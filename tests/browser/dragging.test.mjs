// Columns and rows under the mouse: dragged, selected by dragging over, widened, hidden, frozen; by keys as well.

import assert from "node:assert/strict";
import { paste, screenshot, test } from "./harness.mjs";
import { GRID, expectNames, funnel, heading, names } from "./five_deals.mjs";
import { begin, cell, expectCell, row, show } from "./work.mjs";

test("hides, moves, widens and freezes columns, by keys, by clicks and by dragging", async ({ page }) => {
  await funnel(page);
  const order = () => page.evaluate(() => [...document.querySelectorAll("#grid-deals [data-h] .name")].slice(0, 4).map((name) => name.textContent));
  assert.deepEqual(await order(), ["Deal", "Account", "Owner", "Amount, USD"]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowRight");
  await page.waitForFunction(() => document.querySelector("#grid-deals-h0 .name").textContent === "Account");
  await page.keyboard.press("Shift+ArrowLeft");
  const width = () => heading(page, 0).evaluate((heading) => heading.getBoundingClientRect().width);
  const before = await width();
  await page.keyboard.press("Alt+ArrowRight");
  await page.waitForFunction((before) => document.querySelector("#grid-deals-h0").getBoundingClientRect().width > before, before);
  await heading(page, 0).locator(".grip").dblclick();
  await page.waitForFunction((before) => document.querySelector("#grid-deals-h0").getBoundingClientRect().width < before, before);
  // Dragging a selected heading to another place.
  await heading(page, 3).click();
  const [from, to] = [await heading(page, 3).boundingBox(), await heading(page, 1).boundingBox()];
  await page.mouse.move(from.x + 30, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 12, to.y + 10, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector("#grid-deals-h1 .name").textContent.startsWith("Amount"));
  // Hiding and showing.
  await page.click(`#${GRID}-columns`);
  await page.locator(".drop .line", { hasText: "Owner" }).locator("input").uncheck();
  await page.waitForFunction(() => ![...document.querySelectorAll("#grid-deals [data-h] .name")].some((name) => name.textContent === "Owner"));
  await page.locator(".drop .bound select").selectOption({ index: 2 });
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("#grid-deals").dataset.frozen === "2");
  const left = () => page.evaluate(() => document.querySelector("#grid-deals-h1").getBoundingClientRect().left);
  const stands = await left();
  await page.evaluate(() => document.querySelector(".pane").scrollTo({ left: 600 }));
  await page.waitForFunction((stands) => Math.abs(document.querySelector("#grid-deals-h1").getBoundingClientRect().left - stands) < 1, stands);
});

test("selected rows are dragged by their numbers; a press alone selects one of them", async ({ page }) => {
  await funnel(page);
  const before = await names(page);
  const number = (row) => page.locator(`#${GRID} .row[data-r="${row}"] .no`);
  const middle = async (row) => {
    const { x, y, width, height } = await number(row).boundingBox();
    return { x: x + width / 2, y: y + height / 2, height };
  };
  await number(0).click();
  await number(1).click({ modifiers: ["Shift"] });
  const [from, to] = [await middle(0), await middle(3)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20);
  await page.mouse.move(to.x, to.y + to.height * 0.4, { steps: 4 });
  await page.waitForSelector(".drop-line");
  await screenshot(page, "rows dragged");
  await page.mouse.up();
  await expectNames(page, [before[2], before[3], before[0], before[1], ...before.slice(4)]);
  assert.equal(await page.locator(".drop-line").count(), 0);
  assert.equal(await page.locator(`#${GRID} .row[aria-selected], #${GRID} [aria-selected="true"][data-c="0"]`).count(), 2, "they stay selected");
  await number(3).click();
  assert.equal(await page.locator(`#${GRID} [aria-selected="true"][data-c="0"]`).count(), 1);
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expectNames(page, [before[2], before[3], before[1], before[0], ...before.slice(4)]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expectNames(page, before);
});

test("numbers are dragged over to select rows, Shift and a heading select columns; nothing scrolls", async ({ page }) => {
  await funnel(page);
  const number = (row) => page.locator(`#${GRID} .row[data-r="${row}"] .no`);
  const middle = async (row) => {
    const { x, y, width, height } = await number(row).boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const selected = () =>
    page.evaluate((grid) => {
      const cells = [...document.querySelectorAll(`#${grid} [aria-selected="true"]`)];
      const all = (name) => [...new Set(cells.map((cell) => cell.closest(`[${name}]`).getAttribute(name)))].map(Number);
      return { rows: all("data-r"), columns: all("data-c").length };
    }, GRID);
  const width = await heading(page, 0).evaluate((heading) => heading.parentElement.querySelectorAll("[data-h]").length);
  await page.mouse.move(...(await middle(1)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(2)), { steps: 3 });
  await page.mouse.move(...(await middle(3)), { steps: 3 });
  await page.mouse.up();
  assert.deepEqual(await selected(), { rows: [1, 2, 3], columns: width });
  assert.equal(await page.locator(".drop-line").count(), 0);
  const before = await names(page);
  await expectNames(page, before);
  await cell(page, GRID, 2, 1).click();
  await heading(page, 3).click({ modifiers: ["Shift"] });
  assert.deepEqual(await selected(), { rows: [0, 1, 2, 3, 4], columns: 3 });
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant")), `${GRID}-r2c1`);
  // A press selects a column, a drag over headings several, and selected ones are dragged to another place together.
  await heading(page, 1).click();
  assert.equal((await selected()).columns, 1);
  const centre = async (column) => {
    const { x, y, width, height } = await heading(page, column).boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const order = () => page.evaluate(() => [...document.querySelectorAll("#grid-deals [data-h] .name")].map((name) => name.textContent));
  const stood = await order();
  await page.mouse.move(...(await centre(2)));
  await page.mouse.down();
  await page.mouse.move(...(await centre(3)), { steps: 4 });
  await page.mouse.up();
  assert.deepEqual(await selected(), { rows: [0, 1, 2, 3, 4], columns: 2 });
  assert.deepEqual(await order(), stood, "nothing was moved");
  const [x, y] = await centre(1);
  await page.mouse.move(...(await centre(3)));
  await page.mouse.down();
  await page.mouse.move(x - 20, y, { steps: 5 });
  await page.mouse.up();
  const moved = [stood[0], stood[2], stood[3], stood[1], ...stood.slice(4)];
  await page.waitForFunction((name) => document.querySelector("#grid-deals-h1 .name").textContent === name, stood[2]);
  assert.deepEqual(await order(), moved);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((name) => document.querySelector("#grid-deals-h1 .name").textContent === name, stood[1]);
  // Far down a long table: what is active is still drawn, and what is typed goes there.
  await page.click(".tools .add");
  await paste(page, { text: Array.from({ length: 400 }, (_, at) => `Deal ${at}`).join("\n") });
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  const place = () => page.evaluate(() => [document.querySelector(".pane").scrollTop, document.activeElement.getAttribute("aria-activedescendant")]);
  await page.waitForFunction((id) => document.activeElement.getAttribute("aria-activedescendant") === id, `${GRID}-r403c0`);
  const [top] = await place();
  assert.ok(top > 1000);
  for (const key of ["Control+Space", "Shift+Space", "Control+a", "Control+Shift+Space"]) {
    await page.keyboard.press(key);
    assert.deepEqual(await place(), [top, `${GRID}-r403c0`], key);
  }
  await page.keyboard.type("Here");
  await page.keyboard.press("Enter");
  await expectCell(page, GRID, 403, 0, "Here");
  // A range that is dragged beyond the edge takes the pane along, and ends outside of it.
  await page.keyboard.press("Control+Home");
  await cell(page, GRID, 1, 0).click();
  const pane = await page.locator(".pane").first().boundingBox();
  await page.mouse.move(...(await middle(1)).map((at, way) => (way === 0 ? at + 60 : at)));
  await page.mouse.down();
  await page.mouse.move(pane.x + 100, pane.y + pane.height + 30, { steps: 5 });
  await page.waitForFunction(() => document.querySelector(".pane").scrollTop > 500);
  await page.mouse.up();
  const until = () => page.evaluate(() => document.querySelector(".pane").scrollTop);
  const stopped = await until();
  await page.mouse.move(pane.x + 100, pane.y + pane.height + 40);
  assert.equal(await until(), stopped, "it ends where the pointer went up");
  assert.ok((await selected()).rows.at(-1) > 20);
});

test("a text that is dragged to a cell comes in there as a paste does", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["One"]);
  const drop = (id, kinds) => page.evaluate(([id, kinds]) => {
    const to = document.getElementById(id);
    const { x, y, width, height } = to.getBoundingClientRect();
    const dataTransfer = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) dataTransfer.setData(kind, text);
    const at = { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, cancelable: true, dataTransfer };
    const taken = !to.dispatchEvent(new DragEvent("dragover", at));
    if (taken) to.dispatchEvent(new DragEvent("drop", at));
    return taken;
  }, [id, kinds]);
  assert.equal(await drop("grid-deals-r0c0", { "text/uri-list": "https://example.com" }), false, "what is no text is not taken");
  assert.equal(await drop("grid-deals-r0c0", { "text/plain": "Dragged" }), true);
  await page.waitForFunction(() => document.getElementById("grid-deals-r0c0").textContent.startsWith("Dragged"));
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.getElementById("grid-deals-r0c0").textContent.startsWith("One"));
});
