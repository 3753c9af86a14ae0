// The pages of one deal and of one account, as a person uses them: flags that the tables raise, rows they suggest.

import assert from "node:assert/strict";
import { axe, expectText, screenshot, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show } from "./work.mjs";

const NAME = 0, STAGE = 4;
const DEAL = ["Haitian press line", "Haitian", "Chen Yu", "860k", "1", "2026-12-05"];

async function oneDeal(page) {
  await begin(page);
  await show(page, "funnel");
  await row(page, DEAL);
}

/** The section of a page that has this heading. */
const part = (page, heading) =>
  page.locator(".part").filter({ has: page.locator("h3", { hasText: new RegExp(`^${heading}`) }) });

test("asks why a stage runs ahead, and the reason stays with the deal", async ({ page }) => {
  // A deal of the sample: one that is typed in today is only typed in.
  await begin(page, "sample");
  await cell(page, "grid-deals", 4, STAGE).click();
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await expectText(page.locator(".said"), /Meridian pilot is ahead: earlier stages lack \d+ milestones/);
  await page.keyboard.press("ArrowUp");
  const panel = page.locator(".side .ahead");
  await expectText(panel.locator("h3"), /Missing in earlier stages: \d+ milestones/);
  await panel.getByLabel("Why is it ahead?").fill("They bought from us before");
  await panel.getByLabel("Why is it ahead?").press("Enter");
  await expectText(page.locator(".side .flag").filter({ hasText: "because" }), /because: They bought from us before/);
  await saved(page);
  await page.reload();
  await cell(page, "grid-deals", 4, STAGE).click();
  await page.waitForSelector(".side .ahead");
  assert.equal(await page.getByLabel("Why is it ahead?").inputValue(), "They bought from us before");
  // While one writes undo is the field's own; what was entered is a step of the plan.
  const why = page.getByLabel("Why is it ahead?");
  await why.press("End");
  await page.keyboard.type("!");
  await page.keyboard.press("Control+z");
  assert.equal(await why.inputValue(), "They bought from us before");
  await page.keyboard.type("?");
  await page.keyboard.press("Enter");
  await expectText(page.locator(".side .flag").filter({ hasText: "because" }), /us before\?$/);
  await page.getByLabel("Why is it ahead?").press("Control+z");
  await expectText(page.locator(".side .flag").filter({ hasText: "because" }), /us before$/);
});

test("a red flag is put off with a day and a reason, by keyboard", async ({ page }) => {
  await oneDeal(page);
  await show(page, "strategy");
  const raised = part(page, "Raised by the tables");
  await expectText(raised.locator("li").first(), /No economic buyer is known/);
  const count = await raised.locator("li:not([data-rests])").count();
  await raised.getByRole("button", { name: "Put off" }).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest(".grid")?.querySelector("#part-snoozes"));
  await page.keyboard.type("The buyer is named in May");
  await page.keyboard.press("Enter");
  await expectText(raised.locator("li[data-rests] small"), /put off until .*: The buyer is named in May/);
  assert.equal(await raised.locator("li:not([data-rests])").count(), count - 1);
  await axe(page);
  await screenshot(page, "strategy with a flag put off");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector(".raised li[data-rests]"));
});

test("takes over the stage's questions and the competitors of every deal", async ({ page }) => {
  await oneDeal(page);
  await show(page, "strategy");
  await part(page, "Unknowns").getByRole("button", { name: "+ Why now?" }).click();
  await expectCell(page, "part-unknowns", 0, NAME, "Why now?");
  await page.keyboard.type("The deadline decides");
  await page.keyboard.press("Enter");
  await expectCell(page, "part-unknowns", 0, 1, "The deadline decides");
  await part(page, "Competition").getByRole("button", { name: "Add all 2 rows" }).click();
  await expectCell(page, "part-competition", 1, NAME, /Built in-house/);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector("#part-competition .row:not([data-new]):not([hidden]) .cell"));
});

test("a person named in a deal is one of the customer's people, and is offered to the next deal", async ({ page }) => {
  await oneDeal(page);
  await row(page, ["Haitian spare parts", "Haitian", "Chen Yu", "90k", "1", "2026-12-11"]);
  await show(page, "strategy");
  await part(page, "People").getByRole("button", { name: "+ Person" }).click();
  await page.keyboard.type("Guo Qiang");
  await page.keyboard.press("Enter");
  await expectCell(page, "part-roles", 0, NAME, "Guo Qiang");
  await page.locator(".records button", { hasText: "spare parts" }).click();
  await part(page, "People").getByRole("button", { name: "+ Guo Qiang" }).click();
  await expectCell(page, "part-roles", 0, NAME, "Guo Qiang");
  await show(page, "accounts");
  await expectCell(page, "part-contacts", 0, NAME, "Guo Qiang");
  await expectText(cell(page, "part-contacts", 0, 3), "Haitian press line, Haitian spare parts");
});

test("all accounts are a table; a row leads to its plan, and back leads to the row", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "accounts");
  await page.locator("nav.records [aria-current]").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#grid-accounts");
  assert.equal(await page.locator("#all-accounts").getAttribute("aria-current"), "true");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-controls") === "grid-accounts");
  assert.equal(await page.locator("#grid-accounts [data-active]").first().getAttribute("id"), "grid-accounts-r0c0");
  await page.keyboard.press("ArrowDown");
  const name = await cell(page, "grid-accounts", 1, NAME).innerText();
  await page.keyboard.type("Renamed");
  await page.keyboard.press("Enter");
  await expectCell(page, "grid-accounts", 1, NAME, "Renamed");
  await expectText(page.locator("nav.records"), /Renamed/);
  await page.keyboard.press("Control+z");
  await expectCell(page, "grid-accounts", 1, NAME, name);
  await page.keyboard.press("Alt+Enter");
  await expectText(page.locator(".heading h2"), name);
  await page.keyboard.press("Alt+ArrowLeft");
  await page.waitForSelector('#grid-accounts-r1c0[data-active]');
  await saved(page);
  await page.reload();
  await page.waitForSelector('#grid-accounts-r1c0[data-active]');
  await axe(page);
  await page.locator("nav.records li button", { hasText: name }).click();
  await expectText(page.locator(".heading h2"), name);
});

test(
  "a finger finds every account, and follows the arrow of a name",
  { viewport: { width: 390, height: 844 }, browser: { hasTouch: true, isMobile: true } },
  async ({ page }) => {
    await begin(page, "sample");
    await show(page, "accounts");
    const lines = page.locator("nav.records li button");
    const seen = () => lines.evaluateAll((all) => all.filter((line) => line.checkVisibility()).length);
    assert.equal(await seen(), 1);
    await page.locator("nav.records li [aria-current]").tap();
    await lines.nth(2).tap();
    await expectText(page.locator(".heading h2"), (await lines.nth(2).locator("b").textContent()).trim());
    assert.equal(await seen(), 1);
    await page.locator("#all-accounts").tap();
    await page.waitForSelector("#grid-accounts");
    assert.equal(await seen(), 0);
    await page.locator("#all-accounts").tap();
    assert.ok((await seen()) > 5);
    await page.locator("#all-accounts").tap();
    await cell(page, "grid-accounts", 1, NAME).tap();
    const name = await cell(page, "grid-accounts", 1, NAME).innerText();
    await page.locator("#grid-accounts .follow").tap();
    await expectText(page.locator(".heading h2"), name);
  },
);

test("a cell of the white space becomes a deal", async ({ page }) => {
  await oneDeal(page);
  await show(page, "accounts");
  await part(page, "White space").getByRole("button", { name: "+ Cell" }).click();
  for (const text of ["Moulding", "Service contract", "possible", "120k"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  await part(page, "White space").getByRole("button", { name: "Make a deal of it" }).click();
  await page.waitForSelector('.app[data-tab="funnel"]');
  await expectCell(page, "grid-deals", 1, NAME, "Moulding · Service contract");
  await expectCell(page, "grid-deals", 1, 3, "120,000");
  await show(page, "accounts");
  await expectText(part(page, "Health"), /a deal is open/);
  await axe(page);
});

test("a page that is reached by key is worked by key", async ({ page }) => {
  const holder = () => page.evaluate(() => document.activeElement.getAttribute("aria-controls") ?? document.activeElement.className);
  await begin(page);
  await page.keyboard.press("Alt+PageUp");
  await page.waitForSelector('.app[data-tab="strategy"] .nothing');
  assert.equal(await holder(), "main", "without a deal: the way to the first one");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.app[data-tab="funnel"]');
  await page.keyboard.type("Presses");
  await page.keyboard.press("Enter");
  await expectCell(page, "grid-deals", 0, NAME, "Presses");
  for (const [key, grid] of [["Alt+PageUp", "form-deals"], ["Alt+PageUp", "grid-activities"], ["Alt+PageUp", "form-settings"], ["Alt+PageDown", "grid-activities"]]) {
    await page.keyboard.press(key);
    await page.waitForFunction((grid) => document.activeElement?.getAttribute("aria-controls") === grid, grid);
  }
});

test("pages without a table, lists of records and the set-up are worked by keys", async ({ page }) => {
  await begin(page, "sample");
  const focus = () => page.evaluate(() => document.activeElement.tagName);
  await show(page, "accounts");
  await page.keyboard.press("Alt+PageDown");
  await page.waitForFunction(() => document.activeElement.matches("main.outlook"));
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.querySelector("main.outlook").scrollTop > 0);
  await show(page, "strategy");
  const list = page.locator("nav.records");
  const chosen = () => list.locator("[aria-current] b").innerText();
  const before = await chosen();
  await list.locator("[aria-current]").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelector("nav.records [aria-current] b").textContent !== before, before);
  assert.equal(await list.locator("button[tabindex='-1']").count(), (await list.locator("button").count()) - 1, "one stop of Tab");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal(await list.locator("button").last().getAttribute("aria-current"), "true");
  await list.locator("input").fill(before);
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => document.querySelector("nav.records [aria-current] b")?.textContent === before, before);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("Targets");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches("textarea.field"));
  assert.equal(await focus(), "TEXTAREA", "the next key is written into the table");
});

/** How much of the active cell is seen: what lies over its middle, and whether it is in the window. */
const seen = () => {
  const cell = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
  const { left, right, top, bottom } = cell.getBoundingClientRect();
  const isIn = top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
  const over = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2).filter((own) => own.matches(".cell, .no, .head-cell, .foot-cell, .status"));
  return isIn && over[0] === cell ? "" : `${cell.id} at ${[left, top, right, bottom].map(Math.round)} lies under ${over[0]?.id || over[0]?.className}`;
};

const rested = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))));

test("in a table that is part of a page the active cell is never under the columns that stay in sight", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await begin(page, "sample");
  for (const [tab, grid] of [["accounts", "part-initiatives"], ["strategy", "part-roles"]]) {
    await show(page, tab);
    await cell(page, grid, 0, 1).click();
    await page.keyboard.press("End");
    for (let step = 0; step < 12; step += 1) {
      await rested(page);
      assert.equal(await page.evaluate(seen), "", `${grid}, ${step} steps to the left`);
      await page.keyboard.press("ArrowLeft");
    }
  }
});

for (const [width, height] of [[720, 450], [844, 390], [390, 500]]) {
  test(`the page follows the active cell in a low window, ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await begin(page, "sample");
    await show(page, "funnel");
    await cell(page, "grid-deals", 0, 0).click();
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press(step < 20 ? "ArrowDown" : "ArrowUp");
      await rested(page);
      assert.equal(await page.evaluate(seen), "", `${step} steps`);
    }
  });
}

/** Texts of which three lines or more hold hardly a letter each: they stand where there is no room for them. */
const squeezed = () => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.data.trim();
    if (text.length < 4 || getComputedStyle(node.parentElement).writingMode !== "horizontal-tb") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
    if (lines >= 3 && text.length / lines < 3) found.push(`${text}: ${lines} lines`);
  }
  return found;
};

// Points of the deals to touch that are cut at the edge of their button.
const cutPoints = () =>
  [...document.querySelectorAll(".touch button")]
    .filter((button) => {
      const right = button.querySelector("u").getBoundingClientRect().right;
      return right > Math.min(button.getBoundingClientRect().right, innerWidth);
    })
    .map((button) => button.textContent);

for (const locale of ["en-US", "zh-CN"]) {
  test(`no page squeezes its texts at any width, ${locale}`, { locale, timeout: 120_000 }, async ({ page }) => {
    await begin(page, "sample");
    for (const tab of ["activities", "strategy", "accounts", "setup", "funnel", "forecast"]) {
      await show(page, tab);
      if (tab === "forecast") await page.waitForFunction(() => document.querySelector("#accuracy table"));
      for (const width of [1920, 1440, 1366, 1280, 1180, 1100, 1024, 768, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.deepEqual(await page.evaluate(squeezed), [], `${tab} at ${width}`);
        assert.deepEqual(await page.evaluate(cutPoints), [], `points at ${width}`);
      }
    }
  });
}

test("coming back to a table, one is where one was", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const place = () =>
    page.evaluate(() => {
      const cell = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
      const [{ top, bottom }, pane] = [cell.getBoundingClientRect(), cell.closest(".pane").getBoundingClientRect()];
      return { id: cell.id, seen: top >= pane.top && bottom <= pane.bottom };
    });
  await page.keyboard.press("Control+End");
  const before = await place();
  await page.keyboard.press("Alt+PageDown");
  await page.waitForSelector('.app[data-tab="accounts"]');
  await page.keyboard.press("Alt+PageUp");
  await page.waitForSelector('.app[data-tab="funnel"]');
  await page.waitForFunction((id) => document.activeElement.getAttribute("aria-activedescendant") === id, before.id);
  await page.waitForFunction((id) => {
    const cell = document.getElementById(id);
    return cell && cell.getBoundingClientRect().bottom <= cell.closest(".pane").getBoundingClientRect().bottom;
  }, before.id);
  assert.deepEqual(await place(), { ...before, seen: true });
});

test("of the set-up one table takes the place of another, rows and all", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "setup");
  for (const [name, id] of [["Targets", "targets"], ["Rates", "rates"], ["Stages", "stages"], ["Rates", "rates"]]) {
    await page.locator(".records button", { hasText: new RegExp(`^${name}$`) }).click();
    await page.waitForSelector(`#grid-${id}`);
    await page.waitForFunction((id) => document.querySelector(`#grid-${id}-r0c0`)?.textContent, id);
    const drawn = await page.evaluate((id) => {
      const rows = [...document.querySelectorAll(`#grid-${id} .rows .row:not([hidden])`)];
      return { rows: rows.map((row) => Number(row.getAttribute("aria-rowindex"))), count: Number(document.getElementById(`grid-${id}`).getAttribute("aria-rowcount")) };
    }, id);
    assert.deepEqual(drawn.rows, drawn.rows.map((_, at) => at + 2), `${name}: its own rows, each once`);
    assert.ok(drawn.rows.length < drawn.count, `${name}: no more than it has`);
    assert.equal(await page.locator(".pane [data-active]").count(), 1, `${name}: one active cell`);
  }
});

test("a filter that leaves nothing says so; whose rows are one's own is asked first", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  await page.locator(".tools button", { hasText: "Filter" }).click();
  await page.getByRole("button", { name: "Mine" }).click();
  await page.getByLabel("I am").waitFor();
  assert.notEqual(await cell(page, "grid-deals", 0, NAME).textContent(), "", "nothing is hidden yet");
  await page.getByLabel("I am").selectOption({ label: "Chen Yu" });
  await expectText(page.locator(".said"), /rows? of 40|of 40/);
  await expectCell(page, "grid-deals", 0, 2, "Chen Yu");
});
