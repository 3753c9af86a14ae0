// What everybody can use: the contract of accessibility on every grid, fingers, four times the size, forced colours,
// little movement, texts from right to left, paper.

import assert from "node:assert/strict";
import { axe, expectText, screenshot, test } from "./harness.mjs";
import { begin, cell, expectCell, row, show } from "./work.mjs";

const DEALS = "grid-deals";
const PHONE = { viewport: { width: 390, height: 844 }, browser: { hasTouch: true, isMobile: true } };

/** What every grid of the page promises, as what is wrong with it. */
function broken(page) {
  return page.evaluate(() => {
    const wrong = [];
    for (const grid of document.querySelectorAll("[role=grid], [role=treegrid]")) {
      const say = (what) => wrong.push(`${grid.id}: ${what}`);
      if (!grid.getAttribute("aria-label")) say("no name");
      const number = (element, name) => Number(element.getAttribute(name));
      const rows = [...grid.querySelectorAll("[role=row][aria-rowindex]")].filter((row) => !row.hidden);
      const indices = rows.map((row) => number(row, "aria-rowindex"));
      if (indices.some((index, at) => at > 0 && index <= indices[at - 1])) say(`rows ${indices}`);
      if (indices.at(-1) > number(grid, "aria-rowcount")) say(`row ${indices.at(-1)} of ${grid.getAttribute("aria-rowcount")}`);
      for (const row of rows) {
        const columns = [...row.querySelectorAll("[aria-colindex]")].map((cell) => number(cell, "aria-colindex"));
        if (columns.some((index, at) => at > 0 && index <= columns[at - 1])) say(`columns ${columns}`);
        if (columns.at(-1) > number(grid, "aria-colcount")) say(`column ${columns.at(-1)} of ${grid.getAttribute("aria-colcount")}`);
      }
      for (const cell of grid.querySelectorAll("[role=gridcell][data-computed]:not([data-look=head])")) {
        if (cell.getAttribute("aria-readonly") !== "true") say(`${cell.id} is computed and not read only`);
      }
      for (const cell of grid.querySelectorAll("[data-wrong=error]")) {
        if (cell.getAttribute("aria-invalid") !== "true" || !cell.title) say(`${cell.id} is wrong and does not say so`);
      }
      const pane = grid.closest(".grid");
      // One table that scrolls in one pane; what stays in sight sticks to it, instead of being a table of its own.
      if (pane.querySelectorAll(".pane").length !== 1 || pane.querySelectorAll("[role=grid], [role=treegrid]").length !== 1) say("split");
      if ([...grid.querySelectorAll("*")].some((part) => part.scrollHeight > part.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(part).overflowY))) say("scrolls within");
      for (const part of grid.querySelectorAll(".row.head, .row.foot, .row.head .no")) {
        if (getComputedStyle(part).position !== "sticky") say(`${part.className} does not stay in sight`);
      }
      // What is selected is selected in the tree, and only that.
      for (const cell of grid.querySelectorAll("[aria-selected=true]")) {
        if (!cell.id || cell.closest("[hidden]")) say(`${cell.id} is selected and not there`);
      }
      const stops = [...pane.querySelectorAll("textarea, button, a, select, [tabindex='0']")].filter((stop) => stop.tabIndex >= 0);
      if (stops.length !== 1) say(`${stops.length} tab stops`);
      const field = pane.querySelector("textarea");
      const controlled = field.getAttribute("aria-controls").split(" ");
      if (controlled[0] !== grid.id) say("its field controls another grid");
      const active = field.getAttribute("aria-activedescendant");
      if (active !== null && !document.getElementById(active)) say(`${active} is not drawn`);
      else if (active !== null && !document.getElementById(active).closest(controlled.map((id) => `#${CSS.escape(id)}`))) {
        say(`${active} is not in what the field controls`);
      }
      for (const head of grid.querySelectorAll("[aria-sort]")) {
        if (head.getAttribute("aria-sort") === "none") say(`${head.id} says that it is not sorted`);
        if (!head.querySelector(".sort")) say(`${head.id} is sorted and does not show it`);
      }
      // What stays in sight never lies over the cell that is worked on (WCAG 2.4.11).
      const cell = document.activeElement === field && active && document.getElementById(active);
      if (cell && cell.closest(".rows") && !cell.closest("[data-away]")) {
        const box = cell.getBoundingClientRect();
        const over = [...pane.querySelectorAll(".row.head, .row.foot")].concat([...cell.parentElement.children]);
        for (const other of over) {
          if (other === cell || other.contains(cell) || getComputedStyle(other).position !== "sticky") continue;
          if (getComputedStyle(cell).position === "sticky" && other.closest(".rows")) continue;
          const lies = other.getBoundingClientRect();
          const wide = Math.min(box.right, lies.right) - Math.max(box.left, lies.left);
          const high = Math.min(box.bottom, lies.bottom) - Math.max(box.top, lies.top);
          if (wide > 1 && high > 1 && box.width > wide + 1) say(`${active} lies under ${other.className}`);
          else if (wide > 1 && high > 1) say(`${active} is hidden by ${other.className}`);
        }
      }
      // Where a finger or a hand has to hit (WCAG 2.5.8).
      for (const target of pane.querySelectorAll("button, a, select, [data-menu]")) {
        const { width, height } = target.getBoundingClientRect();
        if (width > 0 && Math.min(width, height) < 24 && !target.closest("[data-menu]")) say(`${target.className} is ${width} by ${height}`);
      }
    }
    const said = document.querySelectorAll(".told[aria-live]");
    if (said.length !== 1) wrong.push(`${said.length} places where results are said`);
    return wrong;
  });
}

for (const locale of ["en-US", "zh-CN"]) {
  test(`every grid of every screen keeps the contract, ${locale}`, { locale, timeout: 120_000 }, async ({ page }) => {
    await begin(page, "sample");
    let grids = 0;
    for (const tab of ["activities", "strategy", "funnel", "accounts", "setup"]) {
      await show(page, tab);
      await page.waitForSelector("[role=grid], [role=treegrid]");
      grids += await page.locator("[role=grid], [role=treegrid]").count();
      assert.deepEqual(await broken(page), [], tab);
    }
    assert.ok(grids > 12, `${grids} grids`);
    // A range is selected in the tree as it is on the screen, and of a cell scrolled away the row is kept, in its order.
    await show(page, "funnel");
    await cell(page, DEALS, 1, 1).click();
    await cell(page, DEALS, 3, 3).click({ modifiers: ["Shift"] });
    const selected = () => page.evaluate(() => [...document.querySelectorAll("#grid-deals [aria-selected=true]")].map((cell) => cell.id));
    assert.equal((await selected()).length, 9);
    const active = () => page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant"));
    assert.equal(await active(), "grid-deals-r1c1");
    await page.evaluate(() => (document.querySelector("#grid-deals").closest(".pane").scrollTop = 1e6));
    await page.waitForFunction(() => document.querySelector("#grid-deals-r1c1").closest("[data-away]"));
    assert.equal(await active(), "grid-deals-r1c1");
    assert.equal(await page.locator("#grid-deals .row").nth(1).getAttribute("aria-rowindex"), "3", "before all others");
    assert.deepEqual(await broken(page), []);
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-activedescendant") === "grid-deals-r2c1");
    assert.deepEqual(await broken(page), []);
  });
}

test("what is selected in the tree follows what is selected, through keys, undo, sorting and scrolling", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const size = () =>
    page.evaluate(() => {
      const cells = [...document.querySelectorAll("#grid-deals [aria-selected=true]")].filter((cell) => !cell.closest("[hidden]"));
      const drawn = [...document.querySelectorAll("#grid-deals .rows .row")].filter((row) => !row.hidden && row.matches("[data-r]"));
      const columns = document.querySelectorAll("#grid-deals [data-h]").length;
      const rows = [...new Set(cells.map((cell) => Number(cell.closest("[data-r]").dataset.r)))].sort((a, b) => a - b);
      return { rows, columns: new Set(cells.map((cell) => cell.dataset.c)).size, all: columns, drawn: drawn.length };
    });
  await cell(page, DEALS, 1, 2).click();
  const steps = [
    ["Shift+ArrowDown", [1, 2], 1],
    ["Shift+ArrowRight", [1, 2], 2],
    ["Shift+Space", [1, 2], "all"],
    ["ArrowUp", [0], 1],
    ["Shift+PageDown", null, 1],
    ["Control+z", null, null],
  ];
  for (const [key, rows, columns] of steps) {
    await page.keyboard.press(key);
    const now = await size();
    if (rows) assert.deepEqual(now.rows, rows, key);
    if (columns) assert.equal(now.columns, columns === "all" ? now.all : columns, key);
    assert.deepEqual(await broken(page), [], key);
  }
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Space");
  const whole = await size();
  assert.ok(whole.rows.length >= whole.drawn - 1 && whole.columns === 1, "every drawn record of the column");
  await page.keyboard.press("Control+a");
  const all = await size();
  assert.ok(all.rows.length >= all.drawn - 1 && all.columns === all.all, "everything that is drawn");
  // Rows that come into sight are selected as well, rows that went are not in the tree.
  await page.evaluate(() => (document.querySelector("#grid-deals").closest(".pane").scrollTop = 400));
  await page.waitForFunction(() => !document.querySelector("#grid-deals-r0c0"));
  const below = await size();
  assert.ok(below.rows.length >= below.drawn - 1 && below.rows[0] > 0);
});

test("the live region says results, each once, and nothing else", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["One"]);
  await row(page, ["Two"]);
  await page.evaluate(() => {
    window.heard = [];
    const said = document.querySelector(".told[aria-live]");
    new MutationObserver(() => window.heard.push(said.textContent.trim())).observe(said, { subtree: true, childList: true, characterData: true });
  });
  const heard = () => page.evaluate(() => window.heard.splice(0).filter(Boolean));
  await cell(page, DEALS, 0, 0).click();
  for (const key of ["ArrowDown", "ArrowRight", "PageDown", "Home", "End", "Control+Home"]) await page.keyboard.press(key);
  await page.keyboard.type("Three");
  await page.keyboard.press("Escape");
  await page.evaluate(() => (document.querySelector("#grid-deals").closest(".pane").scrollLeft = 300));
  assert.deepEqual(await heard(), [], "moving, typing and scrolling say nothing");
  await page.keyboard.press("Shift+ArrowDown");
  await page.waitForFunction(() => window.heard.some(Boolean));
  assert.deepEqual(await heard(), ["2 rows × 1 column selected"], "no cell tells how much a key will hit");
  await cell(page, DEALS, 0, 0).click();
  await page.keyboard.press("Control+c");
  await heard();
  await page.keyboard.press("Control+d");
  for (const time of ["once", "once more"]) {
    await cell(page, DEALS, 1, 0).click();
    await heard();
    await page.keyboard.press("Control+d");
    await page.waitForFunction(() => window.heard.some(Boolean));
    assert.deepEqual(await heard(), ["1 cell filled"], `${time}: the same sentence is said again`);
  }
});

test("the contract holds while a table is arranged, edited, picked from and shown as a card", { timeout: 120_000 }, async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const holds = async (what) => assert.deepEqual(await broken(page), [], what);
  const command = async (name) => {
    await page.keyboard.press("Control+k");
    await page.locator("dialog[open] input, .palette input").first().fill(name);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".grid textarea"));
  };
  await cell(page, DEALS, 2, 2).click();
  await command("Freeze up to this column");
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press("ArrowRight");
    await holds(`frozen, ${at} to the right`);
  }
  for (let at = 0; at < 12; at += 1) {
    await page.keyboard.press("ArrowLeft");
    await holds(`frozen, ${at} to the left`);
  }
  await cell(page, DEALS, 2, 4).click();
  await command("Sort ascending");
  await holds("sorted");
  assert.equal(await page.locator(`#${DEALS} [aria-sort]`).count(), 1);
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await holds("grouped");
  for (let at = 0; at < 30; at += 1) await page.keyboard.press("ArrowDown");
  await holds("grouped, far down");
  for (let at = 0; at < 30; at += 1) await page.keyboard.press("ArrowUp");
  await holds("back at the headings");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await command("Hide this column");
  await holds("a column hidden");
  await page.keyboard.press("Control+Space");
  await holds("a column selected");
  await page.keyboard.press("F2");
  await holds("edited");
  await page.keyboard.press("Escape");
  await cell(page, DEALS, 2, 1).click();
  await page.keyboard.press("Alt+ArrowDown");
  await page.waitForSelector("[role=listbox]");
  await holds("picked from");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-controls") === "card-deals");
  for (let at = 0; at < 25; at += 1) await page.keyboard.press("ArrowDown");
  await holds("on the card");
  // Esc, then Tab, leaves each grid; Shift+Tab leads back.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  for (const tab of ["activities", "strategy", "funnel", "accounts", "setup"]) {
    await show(page, tab);
    await page.waitForSelector("[role=grid], [role=treegrid]");
    for (const id of await page.evaluate(() => [...document.querySelectorAll("[role=grid], [role=treegrid]")].map((grid) => grid.id))) {
      await page.locator(`textarea[aria-controls="${id}"]`).focus();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Tab");
      const inside = await page.evaluate((id) => document.activeElement.getAttribute("aria-controls") === id, id);
      assert.equal(inside, false, `${id} is left`);
    }
  }
});

test("a cell says its comments and what is wrong with it; the list of problems leads to repairs", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["Haitian press line", "", "", "about 1.2M"]);
  await cell(page, DEALS, 0, 3).click();
  await page.keyboard.press("Shift+F2");
  await page.waitForSelector(".dock textarea:focus");
  await page.keyboard.type("Who said so?");
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => /about 1\.2M[\s\S]*\n.*Who said so\?/.test(document.querySelector("#grid-deals-r0c3").title));
  await page.keyboard.press("Escape");
  await page.click(".status button");
  await page.waitForSelector("dialog[open]");
  await axe(page);
  await page.locator("dialog button", { hasText: "Repair or settle" }).click();
  await page.waitForSelector(".dock .findings");
  await page.locator(".findings .repair").first().click();
  await expectCell(page, DEALS, 0, 3, "1,200,000");
});

test("a finger that passes over scrolls and presses nothing; one that is lifted opens with the cursor at the end", PHONE, async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const active = () => page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant"));
  const finger = await page.context().newCDPSession(page);
  const touch = (type, x, y) => finger.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const swipe = async (row, column) => {
    const box = await cell(page, DEALS, row, column).boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const before = await page.evaluate(() => document.querySelector(".pane").scrollTop);
    await touch("touchStart", x, y);
    for (let step = 1; step <= 8; step += 1) await touch("touchMove", x, y - step * 15);
    // It rests before it is lifted, so that it does not fling.
    for (let still = 0; still < 5; still += 1) await touch("touchMove", x, y - 120 - (still % 2));
    await touch("touchEnd");
    await page.waitForFunction((before) => document.querySelector(".pane").scrollTop > before + 40, before);
  };
  // The active cell would open its list.
  await cell(page, DEALS, 3, 1).tap();
  await page.waitForFunction((id) => document.activeElement.getAttribute("aria-activedescendant") === id, `${DEALS}-r3c1`);
  await swipe(3, 1);
  assert.equal(await page.locator(".picker").count(), 0);
  // Another one would become the active one, and end what is being typed.
  await swipe(7, 1);
  assert.equal(await active(), `${DEALS}-r3c1`);
  await cell(page, DEALS, 9, 0).tap();
  await cell(page, DEALS, 9, 0).tap();
  const field = page.locator("textarea.field[data-open]");
  const [text, start] = await field.evaluate((field) => [field.value, field.selectionStart]);
  assert.equal(start, text.length, "the cursor is at the end, wherever the finger was");
  await page.keyboard.type("X");
  await swipe(12, 1);
  assert.equal(await field.inputValue(), `${text}X`);
});

test("a finger finds nothing smaller than itself, and stretches a selection", PHONE, async ({ page }) => {
  await begin(page, "sample");
  const small = (scope) =>
    page.evaluate((scope) => {
      const targets = [...document.querySelectorAll(`${scope} :is(button, select, summary, input, a, [role=option], [role=gridcell], [role=columnheader])`)];
      const sizes = targets.map((target) => [target, (target.closest("label") ?? target).getBoundingClientRect()]);
      return sizes
        .filter(([target, { width, height }]) => width > 0 && height > 0 && height < (target.matches(".fig .ask") ? 27.5 : 43.5) && !target.closest("[hidden], [inert]"))
        .map(([target, { height }]) => `${target.className || target.tagName} ${target.textContent.slice(0, 20)} ${height}`);
    }, scope);
  for (const tab of ["activities", "strategy", "funnel", "accounts", "forecast", "setup"]) {
    await show(page, tab);
    assert.deepEqual(await small(".app"), [], tab);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tab} is wider than the screen`);
  }
  await show(page, "funnel");
  await screenshot(page, "touch funnel");
  await cell(page, DEALS, 1, 1).tap();
  await page.waitForSelector(".corner:not([hidden])");
  const from = await page.locator(".corner").boundingBox();
  const to = await cell(page, DEALS, 4, 1).boundingBox();
  const finger = await page.context().newCDPSession(page);
  const touch = (type, x, y) => finger.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
  await touch("touchStart", x, y);
  await touch("touchMove", x, y + 30);
  await touch("touchMove", to.x + 20, to.y + 20);
  // It rests before it is lifted: a finger that flings stops by its next touch, and presses nothing.
  for (let still = 0; still < 5; still += 1) await touch("touchMove", to.x + 20, to.y + 20 + (still % 2));
  await touch("touchEnd");
  await page.waitForFunction(() => document.querySelectorAll("#grid-deals [aria-selected=true]").length === 4);
  // What the mouse does by the corner and by dragging rows, a finger does by buttons.
  const bar = page.locator(".by-finger");
  const fill = bar.locator("button", { hasText: "Fill down" });
  await fill.waitFor();
  assert.deepEqual(await small(".by-finger"), []);
  await screenshot(page, "touch range");
  const texts = () => page.evaluate(() => [1, 2, 3, 4].map((row) => document.getElementById(`grid-deals-r${row}c1`).textContent.replace("↗", "")));
  const before = await texts();
  await fill.tap();
  await page.waitForFunction((text) => [2, 3, 4].every((row) => document.getElementById(`grid-deals-r${row}c1`).textContent.replace("↗", "") === text), before[0]);
  await page.locator(".top button", { hasText: /↶|Undo/ }).first().tap();
  await page.waitForFunction((before) => [1, 2, 3, 4].every((row) => document.getElementById(`grid-deals-r${row}c1`).textContent.replace("↗", "") === before[row - 1]), before);
  const names = () => page.evaluate(() => [0, 1, 2].map((row) => document.getElementById(`grid-deals-r${row}c0`).textContent.replace("↗", "")));
  const order = await names();
  await page.locator("#grid-deals .row[data-r='1'] .no").tap();
  await bar.locator("button", { hasText: "rows up" }).tap();
  await page.waitForFunction((name) => document.getElementById("grid-deals-r0c0").textContent.replace("↗", "") === name, order[1]);
  await bar.locator("button", { hasText: "rows down" }).tap();
  await page.waitForFunction((name) => document.getElementById("grid-deals-r1c0").textContent.replace("↗", "") === name, order[1]);
  assert.deepEqual(await names(), order);
  // The lists and the calendar of the cells: the second touch of one opens them.
  await cell(page, DEALS, 1, 1).tap();
  await page.waitForFunction(() => document.activeElement?.matches("textarea.field"));
  await cell(page, DEALS, 1, 1).tap();
  await page.waitForSelector(".picker [role=option]");
  assert.deepEqual(await small(".picker"), []);
  await screenshot(page, "touch picker");
});

test("at four times the size nothing is lost: the page scrolls", { viewport: { width: 320, height: 256 } }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["Haitian press line", "", "", "1200"]);
  await expectCell(page, DEALS, 0, 3, "1,200");
  const facts = await page.evaluate(() => {
    const pane = document.querySelector("#grid-deals").closest(".pane").getBoundingClientRect();
    return { wide: document.documentElement.scrollWidth <= innerWidth, table: pane.height, scrolls: document.body.scrollHeight > innerHeight };
  });
  assert.ok(facts.wide, "nothing is wider than the page");
  assert.ok(facts.table >= 150, `the table is ${facts.table} px high`);
  assert.ok(facts.scrolls);
  await page.locator(".status").scrollIntoViewIfNeeded();
  await screenshot(page, "four times");
});

test("in forced colours what is wrong is drawn, not shaded", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await begin(page);
  await show(page, "funnel");
  await row(page, ["Haitian press line", "", "", "ten"]);
  await page.waitForSelector("#grid-deals-r0c3[data-wrong=error]");
  const line = await page.evaluate(() => getComputedStyle(document.querySelector("#grid-deals-r0c3")).textDecorationLine);
  assert.equal(line, "underline");
  await screenshot(page, "forced colours");
});

test("with little movement nothing moves", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await begin(page, "sample");
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === "running").map((animation) => animation.animationName ?? animation.transitionProperty));
  for (const tab of ["funnel", "forecast", "accounts"]) {
    await show(page, tab);
    assert.deepEqual(await moving(), [], tab);
  }
  await show(page, "funnel");
  await cell(page, DEALS, 0, 3).click();
  await page.keyboard.type("5");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".said");
  assert.deepEqual(await moving(), [], "a toast");
});

test("texts run in their own direction", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["شركة النور (2026)", "", "", "1200"]);
  await expectText(cell(page, DEALS, 0, 0), "شركة النور (2026)");
  const facts = await page.evaluate(() => {
    const shown = getComputedStyle(document.querySelector("#grid-deals-r0c0"));
    const field = document.querySelector("#grid-deals").closest(".grid").querySelector("textarea");
    return [shown.unicodeBidi, field.dir, getComputedStyle(document.querySelector("#grid-deals-r0c3")).textAlign];
  });
  assert.deepEqual(facts, ["plaintext", "auto", "right"]);
});

test("the forecast is printed whole and without the frame", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  await page.waitForSelector(".outlook svg");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const facts = await page.evaluate(() => {
    const height = (selector) => document.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    return { top: height(".top"), status: height(".status"), outlook: height(".outlook"), scrolls: getComputedStyle(document.querySelector(".outlook")).overflow };
  });
  assert.deepEqual([facts.top, facts.status, facts.scrolls], [0, 0, "visible"]);
  assert.ok(facts.outlook > 900, "more than a screen");
  const paper = await page.pdf({ format: "A4", landscape: true });
  assert.ok(paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length > 1, "on several sheets");
});

test("who wants it has every row in the page, for the browser's own search and for reading on", { profile: true }, async ({ page, reopen }) => {
  await begin(page, "sample");
  await show(page, "activities");
  const drawn = () => page.evaluate(() => document.querySelectorAll("#grid-activities .window > .row:not([hidden])").length);
  const count = await page.evaluate(() => Number(document.querySelector("#grid-activities").getAttribute("aria-rowcount")));
  assert.ok((await drawn()) < 60, "only those in sight");
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("Preferences");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open] label", { hasText: "up to 2,000" }).click();
  await page.keyboard.press("Escape");
  await page.waitForFunction((count) => document.querySelectorAll("#grid-activities .window > .row:not([hidden])").length >= count - 2, count);
  assert.deepEqual(await broken(page), []);
  await cell(page, "grid-activities", 0, 1).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("ArrowUp");
  assert.deepEqual(await broken(page), []);
  ({ page } = await reopen());
  await show(page, "activities");
  await page.waitForFunction((count) => document.querySelectorAll("#grid-activities .window > .row:not([hidden])").length >= count - 2, count);
});

/** The place of a column among those of the funnel. */
const columnOf = (page, name) =>
  page.evaluate(([grid, name]) => {
    const heads = [...document.querySelectorAll(`[id^="${grid}-h"]`)].filter((head) => new RegExp(`^${grid}-h\\d+$`).test(head.id));
    return Number(heads.find((head) => head.textContent.includes(name)).id.split("-h")[1]);
  }, [DEALS, name]);

test("an open editor is what is read, and in the calendar the day", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["One"]);
  const active = () => page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant"));
  await cell(page, DEALS, 0, 0).click();
  await page.waitForFunction((id) => document.activeElement.getAttribute("aria-activedescendant") === id, `${DEALS}-r0c0`);
  await page.keyboard.press("F2");
  await page.keyboard.type("x");
  assert.equal(await active(), null, "the cell holds what was there before");
  await page.keyboard.press("Escape");
  assert.equal(await active(), `${DEALS}-r0c0`);
  await cell(page, DEALS, 0, await columnOf(page, "Expected close")).click();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-haspopup")), "grid");
  await page.keyboard.type("2026-05-01");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.getAttribute("aria-label")?.includes("8"));
  const day = await page.evaluate(() => {
    const day = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
    return [day.getAttribute("role"), day.getAttribute("aria-selected"), day.closest("[role=grid]").id, day.textContent];
  });
  assert.deepEqual(day, ["gridcell", "true", (await page.evaluate(() => document.activeElement.getAttribute("aria-controls"))).split(" ")[1], "8"]);
  await axe(page);
});

test("what does not fit is told, and Esc leaves what was said with its buttons, which F6 reaches", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["One"]);
  await row(page, ["Two"]);
  const told = (text) => page.waitForFunction((text) => document.querySelector(".told").textContent.includes(text), text);
  await cell(page, DEALS, 0, await columnOf(page, "Amount")).click();
  await page.keyboard.type("twelve");
  await page.keyboard.press("Enter");
  await told("twelve");
  await cell(page, DEALS, 0, 0).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await page.waitForSelector(".toast button");
  await page.keyboard.press("Escape");
  await page.keyboard.press("F2");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".toast button").last().innerText(), "Undo: fill");
  for (let at = 0; at < 12; at++) {
    if (await page.evaluate(() => document.activeElement.matches(".toast button"))) break;
    await page.keyboard.press("F6");
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.getElementById(id).textContent === "Two", `${DEALS}-r1c0`);
  // The button has gone with what it took back, and the table has the keys.
  await page.waitForFunction(() => document.activeElement.matches(".field"));
});
