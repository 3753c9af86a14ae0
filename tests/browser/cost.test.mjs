// What an edit costs the page, in counts: layouts, elements, drawings. Times are for the benches.

import assert from "node:assert/strict";
import { paste, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, AMOUNT = 3;

/** The counters of the browser, after the page has come to rest. */
async function counters(page, devtools) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));
  const { metrics } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Layouts that a deed causes. */
async function layouts(page, devtools, deed) {
  const before = await counters(page, devtools);
  await deed();
  await saved(page);
  return (await counters(page, devtools)).LayoutCount - before.LayoutCount;
}

/** Layouts that scripts forced while a deed was done, by who asked. */
async function forced(page, devtools, deed) {
  const found = [];
  const collect = ({ value }) => {
    for (const { name, args } of value) {
      if (name === "Layout" && args.beginData?.stackTrace) found.push(args.beginData.stackTrace.map((frame) => frame.functionName || frame.url).join(" < "));
    }
  };
  devtools.on("Tracing.dataCollected", collect);
  const includedCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-devtools.timeline.stack"];
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories } });
  await deed();
  const ended = new Promise((done) => devtools.once("Tracing.tracingComplete", done));
  await devtools.send("Tracing.end");
  await ended;
  devtools.off("Tracing.dataCollected", collect);
  // What the test itself asks the page is not the application's.
  return found.filter((stack) => stack.includes("wasm"));
}

/** How often something in an element changed while a deed was done. */
async function changes(page, selector, deed) {
  await page.evaluate((selector) => {
    window.changes = 0;
    const seen = new MutationObserver((records) => (window.changes += records.length));
    seen.observe(document.querySelector(selector), { subtree: true, childList: true, characterData: true, attributes: true });
  }, selector);
  await deed();
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.changes)))));
}

/** A funnel of so many deals, all of them in the forecast. */
async function deals(page, count) {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["Deal"]);
  await saved(page);
  await cell(page, DEALS, 0, 0).click();
  const day = await page.evaluate(() => `${new Date().getFullYear()}-12-30`);
  const line = (_, at) => `Deal ${at}\tHaitian\tChen Yu\t${1000 + at}\t4\t${day}`;
  await paste(page, { text: Array.from({ length: count }, line).join("\n") });
  await expectCell(page, DEALS, 0, AMOUNT, "1,000");
  await page.selectOption("#span", "year");
  await saved(page);
}

test("an edit lays the page out as often as it must, and nothing asks the page for its layout meanwhile", async ({ page, context }) => {
  await deals(page, 300);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await cell(page, DEALS, 3, AMOUNT).click();
  // Once as a rehearsal: the first key opens the editor.
  await page.keyboard.type("1");
  await page.keyboard.press("Escape");

  assert.ok((await layouts(page, devtools, () => cell(page, DEALS, 5, AMOUNT).click())) <= 1, "a click");
  // The browser lays the field out for what is typed, then the page for what that changes.
  for (const key of "250") assert.ok((await layouts(page, devtools, () => page.keyboard.press(key))) <= 2, `the key ${key}`);
  // The frame of the edit; and another one when it is saved.
  assert.ok((await layouts(page, devtools, () => page.keyboard.press("Enter"))) <= 2, "a commit");
  await expectCell(page, DEALS, 5, AMOUNT, "250");

  const stacks = await forced(page, devtools, async () => {
    await page.keyboard.type("300");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
    await expectCell(page, DEALS, 6, AMOUNT, "300");
    await saved(page);
  });
  assert.deepEqual(stacks, []);
});

test("holds no more elements for more rows, and scrolling makes none", async ({ page, context }) => {
  await deals(page, 2_000);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  const { Nodes } = await counters(page, devtools);
  assert.ok(Nodes <= 2_500, `${Nodes} nodes`);
  const scroll = () =>
    page.evaluate(async () => {
      const pane = document.querySelector(".pane:has(#grid-deals)");
      for (let nth = 0; nth < 30; nth += 1) {
        pane.scrollTop += 90;
        await new Promise(requestAnimationFrame);
      }
      return document.querySelectorAll("#grid-deals .row").length;
    });
  const rows = await page.locator("#grid-deals .row").count();
  assert.equal(await scroll(), rows + 1, "one more: the row of the active cell is kept");
  assert.equal(await scroll(), rows + 1);
});

test("an edit draws what it changes and nothing else", async ({ page }) => {
  await deals(page, 3);
  const write = async (text) => {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
    await saved(page);
  };
  await cell(page, DEALS, 0, AMOUNT).click();
  const other = `#${DEALS}-r1c${AMOUNT}`;
  assert.equal(await changes(page, other, () => page.keyboard.type("1300")), 0, "a cell beside the one that is typed");
  await page.keyboard.press("Enter");
  await cell(page, DEALS, 0, NAME).click();
  assert.equal(await changes(page, ".strip", () => write("Solar field")), 0, "the forecast, which no name moves");
});
