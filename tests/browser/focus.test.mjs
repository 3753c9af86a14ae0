// Where the keys are: what is typed next goes where one looks, whatever was opened, closed or pressed before.

import assert from "node:assert/strict";
import { expectText, paste, test } from "./harness.mjs";
import { begin, expectCell, funnel, show } from "./work.mjs";

test("what is typed after a dialog goes into the cell", async ({ page }) => {
  await funnel(page);
  const ways = [
    ["Control+k", "Escape"],
    ["Control+k", "Enter"],
    ["F1", "Escape"],
  ];
  for (const [open, close] of ways) {
    for (let turn = 0; turn < 3; turn += 1) {
      await page.keyboard.press(open);
      await page.waitForSelector("dialog[open]");
      await page.keyboard.press(close);
      await page.waitForFunction(() => !document.querySelector("dialog[open]"));
      await page.waitForFunction(() => document.activeElement.matches("textarea.field"));
      const text = `${open} ${close} ${turn}`;
      await page.keyboard.type(text);
      assert.equal(await page.evaluate(() => document.activeElement.value), text);
      await page.keyboard.press("Escape");
    }
  }
});

test("an open editor loses nothing to the way back, and keeps undo to itself", async ({ page }) => {
  await funnel(page);
  const cell = (row, column) => page.locator(`#grid-deals-r${row}c${column}`);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("kehua e");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#grid-deals-r1c0")?.getAttribute("aria-selected") === "true");
  await page.keyboard.type("Half typed");
  await page.keyboard.press("Alt+ArrowLeft");
  await expectCell(page, "grid-deals", 1, 0, "Half typed");
  assert.equal(await cell(0, 0).getAttribute("aria-selected"), "true", "back in the cell that one came from");
  assert.equal(await page.locator(".field[data-open]").count(), 0);
  // In an editor in which nothing was typed undo is no step of the plan.
  await cell(2, 0).click();
  const name = await cell(2, 0).textContent();
  for (const [open, held] of [["F2", name], ["Alt+ArrowDown", ""]]) {
    await page.keyboard.press(open);
    await page.waitForSelector(".field[data-open]");
    await page.keyboard.press("Control+z");
    if (held) assert.equal(await page.evaluate(() => document.activeElement.value), held);
    await page.keyboard.press("Escape");
    await expectCell(page, "grid-deals", 1, 0, "Half typed");
    await cell(2, 4).click();
  }
  await page.keyboard.press("Control+z");
  await expectCell(page, "grid-deals", 1, 0, "Kehua ERP");
});

test("a palette or dialog that is opened at once after another stays, though the browser tells late that one was closed", async ({ page }) => {
  await funnel(page);
  for (const [key, dialog] of [["Control+k", ".palette"], ["F1", ".dialog"]]) {
    await page.keyboard.press(key);
    await page.waitForSelector(`${dialog}[open]`);
    await page.evaluate((dialog) => document.querySelector(dialog).dispatchEvent(new Event("close")), dialog);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.ok(await page.locator(`${dialog}[open] input`).first().isVisible());
    await page.keyboard.press("Escape");
    await page.waitForFunction((dialog) => !document.querySelector(`${dialog}[open]`), dialog);
  }
  await page.keyboard.type("here");
  await page.keyboard.press("Enter");
  await expectCell(page, "grid-deals", 0, 0, "here");
});

test("F6 goes round the parts of the page, and Esc leads back to the table", async ({ page }) => {
  await funnel(page);
  const region = () => page.evaluate(() => document.activeElement.closest("[data-region]")?.dataset.region);
  const seen = [await region()];
  for (let press = 0; press < 6; press += 1) {
    await page.keyboard.press("F6");
    seen.push(await region());
    const outlined = await page.evaluate(() => document.activeElement.matches(":focus-visible"));
    assert.ok(outlined, `the focus is seen in ${seen.at(-1)}`);
  }
  assert.deepEqual(seen, ["grid", "side", "status", "tabs", "strip", "tools", "grid"]);
  await page.keyboard.press("Shift+F6");
  assert.equal(await region(), "tools");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches(".grid textarea"));
  // On the page of a deal each of its tables is a part.
  await show(page, "strategy");
  const table = () => page.evaluate(() => document.activeElement.getAttribute("aria-controls"));
  const tables = new Set();
  for (let press = 0; press < 16; press += 1) {
    await page.keyboard.press("F6");
    tables.add(await table());
  }
  for (const name of ["form-deals", "part-roles", "part-competition", "part-actions"]) assert.ok(tables.has(name), `${name}: ${[...tables]}`);
});

test("whatever the mouse presses around a table, the next key is the table's", async ({ page }) => {
  await begin(page, "sample");
  await page.mouse.move(700, 500);
  await page.locator("#grid-deals-r1c0").click();
  const presses = {
    "the period": () => page.locator(".strip .period button").last().click(),
    "a theme": () => page.locator(".top .spare").first().click(),
    "the blank of the strip": () => page.locator(".strip").click({ position: { x: 600, y: 3 } }),
    "the status": () => page.locator(".status").click({ position: { x: 500, y: 12 } }),
    "a menu that is closed": async () => {
      await page.locator("#menu").click();
      await page.keyboard.press("Escape");
    },
    "the palette that is closed": async () => {
      await page.locator(".top .search").click();
      await page.keyboard.press("Escape");
    },
    "a panel that is closed": async () => {
      await page.locator("#grid-deals-sort").click();
      await page.waitForSelector(".drop");
      await page.keyboard.press("Escape");
    },
  };
  for (const [what, press] of Object.entries(presses)) {
    await press();
    await page.waitForFunction(() => document.activeElement.matches("textarea.field"), undefined, { timeout: 3000 }).catch(() => {
      throw new Error(`after ${what} the focus is elsewhere`);
    });
    await page.keyboard.type("x");
    assert.equal(await page.evaluate(() => document.activeElement.value), "x", what);
    await page.keyboard.press("Escape");
  }
});

test("nothing is written from a heading, by no key and not by the clipboard", async ({ page }) => {
  await begin(page, "sample");
  await page.locator("#grid-deals-r0c3").click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowUp");
  const before = await page.locator("#grid-deals-r0c0").textContent();
  for (const act of [() => paste(page, { text: "pasted" }), () => page.keyboard.type("x"), () => page.keyboard.press("Delete")]) {
    await act();
    await expectText(page.locator(".toast .said"), /This is a heading/);
    assert.equal(await page.locator("#grid-deals-r0c0").textContent(), before);
  }
});

test("a dialog that is opened after a change of language has the keys", async ({ page }) => {
  await begin(page, "sample");
  await page.locator(".top button", { hasText: "中文" }).click();
  await page.waitForFunction(() => document.documentElement.lang.startsWith("zh"));
  assert.match(await page.title(), /四格/);
  await page.locator(".top .plan").click();
  await page.waitForFunction(() => document.activeElement.matches("dialog[open] :is(input, button)"));
});

test("a link's arrow leads to the record with the keys", async ({ page }) => {
  await begin(page, "sample");
  await page.locator("#grid-deals-r1c1").click();
  await page.locator("#grid-deals-r1c1 [data-follow]").click();
  await page.waitForSelector('.app[data-tab="accounts"]');
  await page.waitForFunction(() => document.activeElement.matches("textarea.field"));
});

test("a panel or a menu goes when a key leads elsewhere, and what is typed goes there", async ({ page }) => {
  await funnel(page);
  const inGrid = () => page.waitForFunction(() => document.activeElement.matches("textarea.field"));
  await page.keyboard.press("Control+Shift+l");
  await page.waitForSelector(".drop");
  await page.keyboard.press("Alt+PageDown");
  await page.waitForSelector("[data-tab=accounts]");
  await page.waitForFunction(() => !document.querySelector(".drop"));
  await page.keyboard.press("Alt+PageUp");
  await page.waitForSelector("[data-tab=funnel]");
  await inGrid();
  await page.keyboard.press("Control+Shift+l");
  await page.waitForSelector(".drop");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("Haitian");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".find") && document.activeElement.value), "Haitian");
  assert.equal(await page.locator(".drop").count(), 0);
  await page.keyboard.press("Escape");
  await inGrid();
  for (const key of ["F6", "F1"]) {
    await page.keyboard.press("Shift+F10");
    await page.waitForSelector(".menu");
    // Ctrl alone is the beginning of something.
    await page.keyboard.press("Control");
    assert.equal(await page.locator(".menu").count(), 1);
    await page.keyboard.press(key);
    await page.waitForFunction(() => !document.querySelector(".menu"));
    await page.keyboard.press("Escape");
    await inGrid();
  }
});

test("after a reload every page has the keys", { profile: true }, async ({ page, reopen }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  await page.waitForSelector("main.outlook svg");
  await page.reload();
  await page.waitForFunction(() => document.activeElement.matches("main.outlook"));
  await page.keyboard.press("PageDown");
  await page.waitForFunction(() => document.querySelector("main.outlook").scrollTop > 0);
  const tables = { contacts: ["setup", /^Contacts$/], accounts: ["accounts", /^All accounts/] };
  for (const [grid, [tab, hasText]] of Object.entries(tables)) {
    await show(page, tab);
    await page.locator("nav.records button", { hasText }).click();
    await page.waitForFunction((grid) => document.querySelector("[role=grid]")?.id === `grid-${grid}`, grid);
    await page.locator("[role=grid] .cell").first().click();
    await page.reload();
    await page.waitForFunction((grid) => document.activeElement.getAttribute("aria-controls") === `grid-${grid}`, grid);
  }
});

test("comments that lie over the page keep Tab", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Shift+F2");
  await page.waitForFunction(() => document.activeElement.closest(".dock"));
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let press = 0; press < 6; press += 1) {
      await page.keyboard.press(key);
      assert.ok(await page.evaluate(() => document.activeElement.closest(".dock")), `${key} ${press}`);
    }
  }
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches("textarea.field"));
});

test("the preferences begin with what holds, so that the first space changes nothing", { locale: "zh-CN" }, async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Control+,");
  await page.waitForFunction(() => document.activeElement.name === "language");
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.activeElement.checked && document.documentElement.lang), "zh-Hans");
});
