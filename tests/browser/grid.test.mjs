// The grid as a person uses it: keys, Chinese input, paste, the forecast at every key, and the contract of accessibility.

import assert from "node:assert/strict";
import { axe, expectText, inputMethod, paste, screenshot, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show, texts, type } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, ACCOUNT = 1, AMOUNT = 3, STAGE = 4, CLOSE = 5, CHANCE = 6, WEIGHTED = 7;
const HAITIAN = ["Haitian press line", "Haitian", "Chen Yu", "860k", "4", "2026-12-05"];

async function quarterTarget(page, from, until, target) {
  await show(page, "setup");
  await page.locator(".records button", { hasText: "Targets" }).click();
  await page.click(".tools .add");
  await type(page, [from, until, "", "", target]);
}

/** A funnel with one deal that closes in the current quarter, and a target for it. */
async function funnel(page) {
  await begin(page);
  const now = await page.evaluate(() => [new Date().getFullYear(), Math.floor(new Date().getMonth() / 3)]);
  const day = (month, day) => `${now[0]}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const first = now[1] * 3 + 1;
  const last = new Date(Date.UTC(now[0], first + 2, 0)).getUTCDate();
  await quarterTarget(page, day(first, 1), day(first + 2, last), "1000000");
  await show(page, "funnel");
  await row(page, ["Haitian press line", "Haitian", "Chen Yu", "860k", "4", day(first + 2, last)]);
  return { end: day(first + 2, last) };
}

test("types a deal into the last row, and undo takes it back cell by cell", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await expectCell(page, DEALS, 0, AMOUNT, "860,000");
  await expectCell(page, DEALS, 0, STAGE, /4 Evaluation/);
  await expectCell(page, DEALS, 0, CHANCE, "60 %");
  await expectCell(page, DEALS, 0, WEIGHTED, "516,000");
  await page.keyboard.press("Control+z");
  await expectCell(page, DEALS, 0, CLOSE, "");
  await page.keyboard.press("Control+y");
  await expectCell(page, DEALS, 0, CLOSE, "2026-12-05");
  // A name that nobody had yet is said; dates are read as people say them; the edges show where one is.
  await cell(page, DEALS, 0, ACCOUNT + 1).click();
  await page.keyboard.type("Chen Yo");
  await page.keyboard.press("Tab");
  await expectText(page.locator(".toast .said"), /“Chen Yo” was added to Our people/);
  await page.locator(".toast button", { hasText: "Undo" }).click();
  await expectText(cell(page, DEALS, 0, ACCOUNT + 1), /^Chen Yu/);
  await cell(page, DEALS, 0, CLOSE).click();
  await page.keyboard.type("end of year");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, CLOSE, `${new Date().getFullYear()}-12-31`);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.waitForSelector('.mark-over[data-kind="range"]');
  const within = await page.locator(`#${DEALS} [data-within]`).evaluateAll((all) => all.map((one) => one.textContent.trim()));
  assert.equal(within.length, 3, `two headings and a row: ${within.join()}`);
  await saved(page);
});

test("moves the forecast with each key, before anything is committed", async ({ page }) => {
  await funnel(page);
  const chance = page.locator("#chance b");
  await expectText(chance, "0 %");
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.type("100000");
  await expectText(chance, "0 %");
  await page.keyboard.type("0");
  await expectText(chance, /^60(\.0)? %$/);
  await expectText(cell(page, DEALS, 0, WEIGHTED), "600,000");
  await page.keyboard.press("Escape");
  await expectText(chance, "0 %");
  await expectCell(page, DEALS, 0, AMOUNT, "860,000");
});

test("keeps what does not fit, marks it, counts it, leaves it out of sums", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.type("not sure");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, AMOUNT, "not sure");
  assert.equal(await cell(page, DEALS, 0, AMOUNT).getAttribute("aria-invalid"), "true");
  await expectText(page.locator(".status .w"), /1 error/);
  await expectText(page.locator(".strip"), /1 not counted: the amount cannot be read/);
  await page.click(".status .w");
  await page.locator("dialog .choice", { hasText: "not sure" }).first().click();
  assert.equal(await cell(page, DEALS, 0, AMOUNT).getAttribute("aria-selected"), "true", "the list leads to the cell");
});

const CLIPBOARDS = {
  Excel: {
    text: "Lumen data platform\tLumen Labs\tSara Ortiz\t640,000\r\nKestrel service\tKestrel\tLi Wei\t420000\r\n",
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>
<!--StartFragment--><tr><td>Lumen data platform</td><td>Lumen Labs</td><td>Sara Ortiz</td><td x:num="640000">640,000</td></tr>
<tr><td>Kestrel service</td><td>Kestrel</td><td>Li Wei</td><td x:num>420000</td></tr><!--EndFragment--></table></body></html>`,
  },
  WPS: { text: "Lumen data platform\tLumen Labs\tSara Ortiz\t640000\nKestrel service\tKestrel\tLi Wei\t420,000.00\n\n" },
};

for (const [program, clipboard] of Object.entries(CLIPBOARDS)) {
  test(`pastes rows from ${program}: the table grows, one undo takes it back`, async ({ page }) => {
    await begin(page);
    await show(page, "funnel");
    await row(page, HAITIAN);
    assert.ok(await paste(page, clipboard), "the grid takes the paste");
    await page.waitForFunction(() => document.querySelectorAll("#grid-deals .rows .row:not([hidden]):not([data-new])").length === 3);
    assert.deepEqual(await texts(page, DEALS, [NAME, ACCOUNT, AMOUNT]), [
      ["Haitian press line", "Haitian", "860,000"],
      ["Lumen data platform", "Lumen Labs", "640,000"],
      ["Kestrel service", "Kestrel", "420,000"],
    ]);
    await page.keyboard.press("Control+z");
    await page.waitForFunction(() => document.querySelectorAll("#grid-deals .rows .row:not([hidden]):not([data-new])").length === 1);
  });
}

test("pastes a table with headings of another order: each column under the one it names, and that is said", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  const table = "Amount\tColour\tOpportunity\tCustomer\r\n640,000\tred\tLumen data platform\tLumen Labs\r\n420000\t\tKestrel service\tKestrel\r\n";
  assert.ok(await paste(page, { text: table }), "the grid takes the paste");
  await expectText(page.locator(".toast .said"), /2 rows pasted · 2 added.* · \d more \(F8\)$/);
  assert.deepEqual(await texts(page, DEALS, [NAME, ACCOUNT, AMOUNT]), [
    ["Haitian press line", "Haitian", "860,000"],
    ["Lumen data platform", "Lumen Labs", "640,000"],
    ["Kestrel service", "Kestrel", "420,000"],
  ]);
  // What the table does not have waits in the review: it becomes a column there, and one undo takes back all of it.
  await page.locator(".toast button", { hasText: "Values to look at" }).click();
  const select = page.locator(".dock .leftovers select");
  await expectText(page.locator(".dock .leftovers li"), /Colour\s+red/);
  await expectText(page.locator(".dock .remarks"), /“Colour” left out/);
  assert.equal(await select.evaluate((own) => own.selectedOptions[0].textContent), "New column (Text)");
  assert.ok(await select.evaluate((own) => own === document.activeElement), "the panel begins with it");
  await axe(page);
  await screenshot(page, "review columns");
  await page.locator(".dock button", { hasText: "Take these columns in" }).click();
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await expectText(page.locator(".toast .said"), "1 column taken in");
  await page.waitForFunction(() => [...document.querySelectorAll("#grid-deals [role=columnheader]")].some((own) => own.textContent.includes("Colour")));
  await page.locator(".toast button", { hasText: "Undo" }).click();
  await page.waitForFunction(() => document.querySelectorAll("#grid-deals .rows .row:not([hidden]):not([data-new])").length === 1);
});

test("a customer merged over two deals stands in both, and a deal that comes as won has its outcome", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  const html = "<table><tr><td colspan=4>Pipeline</td></tr><tr><td>Customer</td><td>Deal</td><td>Amount</td><td>Stage</td></tr>" +
    "<tr><td rowspan=2>Lumen Labs</td><td>Lumen platform</td><td>640000</td><td>Closed Won</td></tr>" +
    "<tr><td>Lumen service</td><td>90000</td><td>Proposal</td></tr></table>";
  assert.ok(await paste(page, { html }), "the grid takes the paste");
  await expectText(page.locator(".toast .said"), /2 rows pasted · 2 added · 1 value .* more \(F8\)$/);
  assert.deepEqual(await texts(page, DEALS, [NAME, ACCOUNT, AMOUNT]), [
    ["Haitian press line", "Haitian", "860,000"],
    ["Lumen platform", "Lumen Labs", "640,000"],
    ["Lumen service", "Lumen Labs", "90,000"],
  ]);
  await page.setViewportSize({ width: 1024, height: 768 });
  const height = await page.locator(".toast").evaluate((own) => own.getBoundingClientRect().height);
  assert.ok(height < 44, `two lines at most: ${height}`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator(".toast button", { hasText: "Values to look at" }).click();
  await expectText(page.locator(".dock[data-panel=review]"), /“Closed Won” is the end of a deal.*outcome “won” for 1 deal/);
  await expectText(page.locator(".dock[data-panel=review]"), /Left out as the title of the table: Pipeline/);
  await axe(page);
  await screenshot(page, "review ended");
  await page.locator(".dock .repair", { hasText: "4 Evaluation" }).click();
  await expectText(page.locator(".said"), "1 value repaired");
});

test("the review of a paste leads to all values of the plan, and F8 from one to the next", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  const at = (place) => page.waitForFunction((place) => document.activeElement.closest(`#finding-${place}`), place);
  assert.ok(await paste(page, { text: "Opportunity\tAmount\r\nLumen\tten\r\nKestrel\ttwelve\r\n" }));
  await expectText(page.locator(".toast .said"), /2 rows pasted/);
  await page.keyboard.press("ArrowDown");
  assert.ok(await paste(page, { text: "Opportunity\tAmount\r\nYuyao\televen\r\n" }));
  await expectText(page.locator(".toast .said"), /1 row pasted/);
  await page.locator(".toast button", { hasText: "Values to look at" }).click();
  await at(0);
  assert.equal(await page.locator(".dock li[id^=finding]").count(), 1);
  await expectText(page.locator(".dock .others p"), /of the last step.* 2 values/);
  await axe(page);
  await page.keyboard.press("F8");
  await at(1);
  assert.deepEqual(await page.locator(".dock .pasted").allInnerTexts(), ["eleven", "ten", "twelve"]);
  assert.equal(await page.locator(".dock .others").count(), 0);
  await page.keyboard.press("F8");
  await at(2);
  await page.keyboard.press("F8");
  await at(0);
});

test("takes Chinese input from the first key", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  const ime = await inputMethod(page);
  await ime.compose("h");
  await ime.compose("hai");
  assert.equal(await page.locator(`#${DEALS} .row[data-new]`).count(), 1, "nothing is committed while composing");
  for (let key = 0; key < 5; key += 1) await ime.processKey(); // Enter, Tab, Esc, an arrow, a digit: all are the input method's
  await ime.commit("海天压机");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "海天压机");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector("#grid-deals .row:not([data-new]):not([hidden]) .cell"));
});

test("replaces a value by the first composed letter, and reads full-width digits", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await cell(page, DEALS, 0, NAME).click();
  const ime = await inputMethod(page);
  await ime.compose("b");
  await ime.commit("北方");
  await page.keyboard.press("Tab");
  await expectCell(page, DEALS, 0, NAME, "北方");
  await cell(page, DEALS, 0, AMOUNT).click();
  await ime.compose("１");
  await ime.commit("１２３万");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, AMOUNT, "1,230,000");
});

test("switches the language live and keeps the place", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await page.click("#language");
  await expectText(page.locator("#tab-funnel"), /漏斗/);
  await expectText(page.locator(`#${DEALS} .head`), /预计签约/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
});

test("keeps the contract of accessibility", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  const facts = await page.evaluate(() => {
    const grid = document.querySelector("#grid-deals");
    const rows = [...grid.querySelectorAll("[role=row][aria-rowindex]")].filter((row) => !row.hidden);
    const field = document.activeElement;
    return {
      name: grid.getAttribute("aria-label"),
      count: Number(grid.getAttribute("aria-rowcount")),
      indices: rows.map((row) => Number(row.getAttribute("aria-rowindex"))),
      stops: grid.closest(".grid").querySelectorAll("textarea, button, a, select, [tabindex='0']").length,
      controls: field.getAttribute("aria-controls"),
      active: Boolean(document.getElementById(field.getAttribute("aria-activedescendant"))?.matches("[role=gridcell]")),
      computed: document.querySelector("#grid-deals-r0c7").getAttribute("aria-readonly"),
      nodes: document.querySelectorAll("*").length,
    };
  });
  assert.equal(facts.name, "Funnel");
  assert.ok(facts.indices.every((index, at) => at === 0 || index > facts.indices[at - 1]), facts.indices.join());
  assert.ok(facts.indices.at(-1) <= facts.count, `${facts.indices.at(-1)} of ${facts.count}`);
  assert.equal(facts.stops, 1, "one tab stop");
  assert.equal(facts.controls, "grid-deals");
  assert.ok(facts.active, "the active descendant is a rendered cell");
  assert.equal(facts.computed, "true");
  assert.ok(facts.nodes < 2500, `${facts.nodes} nodes`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => !document.activeElement.matches("#grid-deals textarea")), "Tab leaves after Esc");
});

for (const [lang, theme] of [["en", "light"], ["zh", "dark"]]) {
  test(`passes axe on every screen, ${lang}, ${theme}`, { theme, locale: lang === "zh" ? "zh-CN" : "en-US" }, async ({ page }) => {
    await axe(page);
    await begin(page);
    await show(page, "funnel");
    await row(page, HAITIAN);
    for (const tab of ["activities", "strategy", "funnel", "accounts", "setup"]) {
      await show(page, tab);
      await axe(page);
      await screenshot(page, `screen ${tab} ${lang} ${theme}`);
    }
    await page.keyboard.press("F1");
    await page.waitForSelector("dialog[open]");
    await axe(page);
  });
}

test("works on a phone's width", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await expectCell(page, DEALS, 0, NAME, "Haitian press line");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
  await screenshot(page, "phone funnel");
});

// Firefox, and Safari before 26, know no `field-sizing`.
const noFieldSizing = ({ context }) =>
  context.addInitScript(() => {
    const supports = CSS.supports.bind(CSS);
    CSS.supports = (name, ...value) => name !== "field-sizing" && supports(name, ...value);
    addEventListener("DOMContentLoaded", () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("textarea { field-sizing: fixed !important; }");
      document.adoptedStyleSheets = [sheet];
    });
  });

for (const [where, setup] of [
  ["", undefined],
  [", where style alone cannot do it", noFieldSizing],
]) {
  test(`the editor shows all that is typed into it, and covers its cell in a form${where}`, { setup }, async ({ page }) => {
    await begin(page);
    await show(page, "funnel");
    await row(page, HAITIAN);
    const field = page.locator(`#${DEALS}`).locator("xpath=ancestor-or-self::*[contains(@class,'grid')]").locator("textarea.field");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F2");
    for (const line of ["second", "third"]) {
      await page.keyboard.press("Alt+Enter");
      await page.keyboard.type(line);
    }
    const sizes = await field.evaluate((field) => ({ seen: field.clientHeight, all: field.scrollHeight }));
    assert.ok(sizes.seen >= 60 && sizes.all <= sizes.seen, JSON.stringify(sizes));
    await page.keyboard.press("Escape");
    await page.waitForFunction((field) => field.offsetHeight < 40, await field.elementHandle());
    await show(page, "strategy");
    await page.locator(".grid[data-form] .cell").first().click();
    await page.keyboard.press("F2");
    const form = page.locator(".grid[data-form]").first();
    const [editor, under] = await Promise.all([form.locator("textarea.field").boundingBox(), form.locator(".cell").first().boundingBox()]);
    assert.ok(editor.width >= under.width - 4, `${editor.width} over ${under.width}`);
  });
}

test("in an open editor the pointer places the cursor; another window closes no editor", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await cell(page, DEALS, 0, NAME).dblclick();
  const field = page.locator(`.grid:has(#${DEALS}) textarea.field`);
  const box = await field.boundingBox();
  await page.mouse.click(box.x + 14, box.y + box.height / 2);
  await page.waitForFunction(() => document.activeElement.selectionStart < 3);
  await page.mouse.dblclick(box.x + 20, box.y + box.height / 2);
  await page.keyboard.type("Tianhe");
  await page.evaluate(() => document.activeElement.dispatchEvent(new FocusEvent("blur")));
  await page.keyboard.type(" large");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "Tianhe large press line");
});

test("on a phone lists and months stay on the screen", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  for (const column of [2, STAGE, CLOSE]) {
    await page.keyboard.press("Control+Home");
    for (let step = 0; step < column; step += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Alt+ArrowDown");
    const picker = page.locator(".picker");
    await picker.waitFor();
    const { x, y, width, height } = await picker.boundingBox();
    assert.ok(x >= 0 && x + width <= 390 && y >= 0 && y + height <= 844, `column ${column}: ${JSON.stringify({ x, y, width, height })}`);
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollLeft), 0);
    const inside = await picker.evaluate((picker) => [...picker.querySelectorAll("button")].every((button) => {
      const [own, around] = [button.getBoundingClientRect(), picker.getBoundingClientRect()];
      return own.right <= around.right + 1 && own.bottom <= around.bottom + 1;
    }));
    assert.ok(inside, "nothing is drawn outside its panel");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  }
});

test("undo stands beside what was said only where something was done", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await cell(page, DEALS, 0, NAME).click();
  await page.keyboard.type("A note that must stay");
  await page.keyboard.press("Enter");
  await cell(page, DEALS, 0, WEIGHTED).click();
  await paste(page, { text: "5" });
  await expectText(page.locator(".toast .said"), /^0 rows pasted.*1 cell/);
  assert.equal(await page.locator(".toast button").count(), 0);
  await cell(page, DEALS, 0, AMOUNT).click();
  await paste(page, { text: "5" });
  await expectText(page.locator(".toast .said"), /^1 row pasted/);
  assert.match(await page.locator(".toast button").innerText(), /Undo/);
  await expectCell(page, DEALS, 0, NAME, "A note that must stay");
  // Once something else was done the offer is past, and so is what was said of it.
  await page.keyboard.press("7");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".toast .said").textContent === "");
  assert.equal(await page.locator(".toast button").count(), 0);
});

test("Ctrl+; in an open editor writes today's date where the cursor stands", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await cell(page, DEALS, 0, NAME).click();
  await page.keyboard.press("F2");
  await page.keyboard.press("Home");
  for (let at = 0; at < 8; at += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Control+;");
  await page.keyboard.type(" ");
  await page.keyboard.press("Enter");
  await expectText(cell(page, DEALS, 0, NAME), /^Haitian \d{1,2} [A-Z][a-z]{2} \d{4} press line/);
});

test("under a finger each figure of the strip that can be asked is 44 px high", { viewport: { width: 390, height: 844 }, browser: { hasTouch: true, isMobile: true } }, async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  await page.waitForSelector(".fig .ask");
  const heights = await page.evaluate(() =>
    [...document.querySelectorAll(".fig .ask")].map((ask) => {
      const { left, width, top, bottom } = ask.getBoundingClientRect();
      let high = 0;
      for (let y = top - 40; y < bottom + 40; y += 1) high += document.elementFromPoint(left + width / 2, y)?.closest(".ask") === ask ? 1 : 0;
      return high;
    }),
  );
  assert.ok(heights.length >= 5 && heights.every((high) => high >= 44), heights.join());
  await screenshot(page, "strip under a finger");
});

test("F2 turns typing into correcting: the arrow moves in the text", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.type("129");
  await page.keyboard.press("F2");
  for (const key of ["ArrowLeft", "Backspace", "5", "Enter"]) await page.keyboard.press(key);
  await expectCell(page, DEALS, 0, AMOUNT, "159");
});
