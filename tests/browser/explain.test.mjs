// Every number says why it is what it is: asked with the keys, by click and by touch; its sources lead on, and back.

import assert from "node:assert/strict";
import { axe, expectText, test } from "./harness.mjs";
import { begin, cell, show } from "./work.mjs";

const GRID = "grid-deals";
const COLUMNS = { chance: 6, weighted: 7, pivot: 8, state: 9 };
const explanation = (page) => page.locator("dialog[open] .explained");
const focused = (page, attribute) => page.evaluate((name) => document.activeElement.getAttribute(name), attribute);

/** Goes to a cell with the keys: from the first one. */
async function walk(page, row, column) {
  await cell(page, GRID, 0, 0).click();
  await page.keyboard.press("Control+Home");
  for (let at = 0; at < row; at += 1) await page.keyboard.press("ArrowDown");
  for (let at = 0; at < column; at += 1) await page.keyboard.press("ArrowRight");
}

test("a weighted value is explained with the keys; a link leads to its input, and Alt+Left back", async ({ page }) => {
  await begin(page, "sample");
  await walk(page, 1, COLUMNS.weighted);
  const shown = await cell(page, GRID, 1, COLUMNS.weighted).innerText();
  await page.keyboard.press("Control+[");
  await expectText(explanation(page), /Amount × probability/);
  assert.equal(await explanation(page).locator(".result").innerText(), shown);
  await expectText(explanation(page), /by a tenth/);
  await axe(page);
  // Esc goes back to the cell: the next key writes there.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await page.keyboard.press("Control+[");
  await expectText(explanation(page), /Amount × probability/);
  // The second input is the probability: to its cell, and from there to the stage that gives it.
  await explanation(page).locator("dl .link").nth(1).focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector(`#${GRID}-r1c${COLUMNS.chance}[aria-selected=true], #${GRID}-r1c${COLUMNS.chance}[data-active]`);
  await page.keyboard.press("Control+[");
  await expectText(explanation(page), /stage/);
  await explanation(page).locator("dl .link").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector('.app[data-tab="setup"]');
  await page.keyboard.press("Alt+ArrowLeft");
  await page.waitForSelector('.app[data-tab="funnel"]');
  await expectText(explanation(page), /stage/);
  await page.keyboard.press("Escape");
  // Back in the grid at once, not at a button on the way.
  const isInGrid = () => page.waitForFunction(() => document.activeElement.matches("textarea"));
  await isInGrid();
  await page.keyboard.press("Alt+ArrowLeft");
  await expectText(explanation(page), /Amount × probability/);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await isInGrid();
  await page.keyboard.press("Control+[");
  await expectText(explanation(page), /Amount × probability/);
});

test("a computed state names its rules; what was typed says that nothing is computed", async ({ page }) => {
  await begin(page, "sample");
  const texts = await page.evaluate(
    ([grid, column]) => [...document.querySelectorAll(`#${grid} .rows [data-c="${column}"]`)].map((own) => own.textContent),
    [GRID, COLUMNS.state],
  );
  const row = texts.findIndex((text) => text.trim() !== "");
  assert.ok(row >= 0, "a deal in some state");
  await walk(page, row, COLUMNS.state);
  await page.keyboard.press("Control+[");
  await expectText(explanation(page), /Every state whose rule holds/);
  const names = await explanation(page).locator("dl").first().locator("dt").allInnerTexts();
  assert.equal(names.join(", "), await explanation(page).locator(".result").innerText());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+[");
  await expectText(page.locator(".said"), /nothing is computed in it/);
});

test("the chance of the target is asked in the strip, a deal of it gone to, and come back to", async ({ page }) => {
  await begin(page, "sample");
  await page.focus("#chance b .ask");
  const mark = await focused(page, "data-mark");
  const shown = await page.locator("#chance b").innerText();
  await page.keyboard.press("Enter");
  await expectText(explanation(page), /combinations of open deals/);
  assert.equal(await explanation(page).locator(".result").innerText(), shown);
  await page.keyboard.press("Escape");
  await page.waitForFunction((mark) => document.activeElement.getAttribute("data-mark") === mark, mark);
  await page.keyboard.press("Space");
  await expectText(explanation(page), /by ten points/);
  await explanation(page).locator("dl .link").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await page.keyboard.press("Alt+ArrowLeft");
  await expectText(explanation(page), /combinations of open deals/);
});

test("a figure of the Forecast page is gone to with the arrow keys, asked, and found again", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  const first = page.locator("#periods [data-at]").first();
  await first.focus();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  const mark = await focused(page, "data-mark");
  const shown = await page.evaluate(() => document.activeElement.innerText);
  await page.keyboard.press("Enter");
  await expectText(explanation(page), /amount × probability/);
  assert.equal(await explanation(page).locator(".result").innerText(), shown);
  await explanation(page).locator("dl .link").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector('.app[data-tab="funnel"]');
  await page.keyboard.press("Alt+ArrowLeft");
  await page.waitForSelector('.app[data-tab="forecast"]');
  await expectText(explanation(page), /amount × probability/);
  await page.waitForSelector("#periods [data-at]");
  await page.keyboard.press("Escape");
  await page.waitForFunction((mark) => document.activeElement.getAttribute("data-mark") === mark, mark);
  await axe(page);
});

test("points, bars of the flow, stages and days say what they are made of", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  const asked = async (figure, said) => {
    const shown = await figure.innerText();
    await figure.focus();
    const mark = await focused(page, "data-mark");
    await page.keyboard.press("Enter");
    await expectText(explanation(page), said);
    const result = await explanation(page).locator(".result").innerText();
    assert.ok(shown.includes(result.split(" ")[0]), `${shown} of ${result}`);
    await page.keyboard.press("Escape");
    await page.waitForFunction((mark) => document.activeElement.getAttribute("data-mark") === mark, mark);
  };
  await asked(page.locator("#touches li .ask").first(), /if won/);
  await asked(page.locator("#touches > .body > p .ask"), /worked out together/);
  await page.locator("#states details[open] .ask").first().waitFor();
  await asked(page.locator("#states details[open] .ask").first(), /Days since the open deal entered/);
  await page.focus("#chart-flow");
  for (const key of ["ArrowRight", "Enter"]) await page.keyboard.press(key);
  await asked(page.locator("#flow h3 .ask"), /open in the period on that day/);
  await page.focus("#chart-shape");
  for (const key of ["ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expectText(explanation(page), /Little/);
  await axe(page);
});

const PHONE = { viewport: { width: 390, height: 844 }, locale: "zh-CN", browser: { hasTouch: true } };

test("on a phone a touch is enough", PHONE, async ({ page }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  await page.locator("#periods [data-at]").first().tap();
  await expectText(explanation(page), /目标表/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide}`);
  await axe(page);
  await page.locator("dialog[open] .buttons button").tap();
  await page.locator("#categories .ask").first().tap();
  await expectText(explanation(page), /赢单/);
});

test("the fan, the shape's table and the scores are asked with the keys", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  const ask = async (figure, said, compare = true) => {
    const shown = await figure.innerText();
    await figure.focus();
    const mark = await focused(page, "data-mark");
    await page.keyboard.press("Enter");
    await expectText(explanation(page), said);
    if (compare) assert.equal(await explanation(page).locator(".result").innerText(), shown);
    await page.keyboard.press("Escape");
    await page.waitForFunction((mark) => document.activeElement.getAttribute("data-mark") === mark, mark);
  };
  // A point of the fan, on the chart and in its table.
  await page.locator("#chart-fan-chance").waitFor();
  await page.focus("#chart-fan-chance");
  for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expectText(explanation(page), /as the plan was at the end of that day/);
  await page.keyboard.press("Escape");
  await page.locator("#fan details").last().locator("summary").click();
  await ask(page.locator("#fan details").last().locator("[data-at='1-1']"), /90 %|distribution/);
  await page.locator("#shape details summary").click();
  await page.locator("#shape [data-at='1-0']").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await ask(page.locator("#shape [data-at='1-0']"), /stand in the stage/);
  await ask(page.locator("#shape [data-at='1-3']"), /went on|assumed/, false);
  // The scores, and what a past forecast was made of.
  await page.locator("#accuracy [data-at]").first().waitFor();
  await ask(page.locator("#accuracy p .ask").first(), /came in/, false);
  await ask(page.locator("#accuracy [data-at='0-1']").first(), /÷ Σ came in/);
  await ask(page.locator("#accuracy table").nth(1).locator("[data-at='0-1']"), /at the end of that day/);
  await ask(page.locator("#accuracy table").nth(1).locator("[data-at='0-5']"), /cumulative curve/);
  await axe(page);
});

test("a total is asked from its column's menu and with the keys, and the panel beside the funnel says why", async ({ page }) => {
  await begin(page, "sample");
  await page.locator(`#${GRID} [data-total="3"]`).click();
  await page.getByRole("menuitem", { name: /Explain/ }).click();
  await expectText(explanation(page), /added up/);
  const total = await page.locator(`#${GRID} [data-total="3"]`).innerText();
  assert.equal(await explanation(page).locator(".result").innerText(), total);
  await axe(page);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await page.keyboard.press("Control+[");
  await expectText(explanation(page), /added up/);
  await page.keyboard.press("Escape");
  await cell(page, GRID, 1, 0).click();
  const ask = page.locator(".side .ask").first();
  await ask.focus();
  await page.keyboard.press("Enter");
  await expectText(explanation(page), /customer's acts prove/);
  await page.keyboard.press("Escape");
  await page.locator(".side .why .ask").first().click();
  await expectText(explanation(page), /probability/);
  await axe(page);
});
