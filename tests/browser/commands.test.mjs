// The commands as a person reaches them: palette, menus by three ways, help, history, other keyboards.

import assert from "node:assert/strict";
import { axe, expectText, inputMethod, paste, screenshot, test } from "./harness.mjs";
import { begin, cell, expectCell, funnel, row, saved, show } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, AMOUNT = 3;

const rows = (page, count) =>
  page.waitForFunction(
    (count) => document.querySelectorAll("#grid-deals .rows .row:not([hidden]):not([data-new])").length === count,
    count,
  );

const inGrid = (page) => page.evaluate(() => document.activeElement.matches("#grid-deals ~ textarea, .grid textarea"));
const menuOpens = (page) => page.waitForSelector(".menu[role=menu]");
const menuCloses = (page) => page.waitForFunction(() => !document.querySelector(".menu"));
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());

test("the palette leads to records, commands, tables and columns", async ({ page }) => {
  await funnel(page);
  const lines = page.locator(".palette [role=option]");
  const ask = async (text) => {
    await page.keyboard.press("Control+k");
    await page.waitForSelector(".palette[open] input:focus");
    await page.keyboard.type(text);
  };
  await ask("kehua e");
  await expectText(lines.first().locator(".label"), "Kehua ERP");
  const facts = await page.evaluate(() => {
    const field = document.activeElement;
    const line = document.getElementById(field.getAttribute("aria-activedescendant"));
    return [field.role, field.getAttribute("aria-controls"), line?.role, line?.getAttribute("aria-selected"), line?.parentElement.id];
  });
  assert.deepEqual(facts, ["combobox", "palette-lines", "option", "true", "palette-lines"]);
  await axe(page);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#grid-deals-r1c0")?.getAttribute("aria-selected") === "true");
  assert.ok(await inGrid(page), "the focus is in the grid");

  await ask("duplicate rows");
  await page.keyboard.press("Enter");
  await rows(page, 4);
  await page.keyboard.press("Control+z");
  await rows(page, 3);

  await ask("expected close");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#grid-deals .cell[data-active]")?.dataset.c === "5");

  await ask("htyj");
  await expectText(lines.first().locator(".label"), "海天压机");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".palette[open]"));
  assert.ok(await inGrid(page), "Esc leads back");

  await ask("targets");
  await page.keyboard.press("Enter");
  await page.waitForSelector('.app[data-tab="setup"]');
});

test("composing in the palette runs nothing", async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  const ime = await inputMethod(page);
  const before = await page.locator(".palette [role=option]").count();
  await ime.compose("hai");
  await ime.processKey(); // Enter is the input method's
  assert.equal(await page.locator(".palette [role=option]").count(), before, "nothing is looked for meanwhile");
  assert.ok(await page.locator(".palette[open]").isVisible());
  await ime.commit("海天");
  await expectText(page.locator(".palette [role=option] .label").first(), "海天");
});

test("a context menu opens by the right button, by Shift+F10 and by the menu key", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, AMOUNT).click({ button: "right" });
  await menuOpens(page);
  assert.equal(await cell(page, DEALS, 1, AMOUNT).getAttribute("aria-selected"), "true", "the cell under the pointer");
  await axe(page);
  await screenshot(page, "context menu en light");
  await page.keyboard.press("Escape");
  await menuCloses(page);
  assert.ok(await inGrid(page), "the focus returns");

  for (const key of ["Shift+F10", "ContextMenu"]) {
    await page.keyboard.press(key);
    await menuOpens(page);
    assert.match(await focused(page), /^Cut/, "the first line has the focus");
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /^Copy/);
    await page.keyboard.press("End");
    assert.match(await focused(page), /^Select more/);
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(page), /^Cut/, "round");
    await page.keyboard.press("d");
    assert.match(await focused(page), /^Duplicate rows/, "by its first letter");
    await page.keyboard.press("Escape");
    await menuCloses(page);
  }
  await page.keyboard.press("Shift+F10");
  await page.keyboard.press("d");
  await page.keyboard.press("Enter");
  await menuCloses(page);
  await rows(page, 4);
  assert.ok(await inGrid(page));
});

test("menus of rows and columns select them whole; what cannot run says why", async ({ page }) => {
  await funnel(page);
  await page.locator(`#${DEALS} .row .no`).nth(2).click({ button: "right" });
  await menuOpens(page);
  assert.equal(await page.locator(`#${DEALS} .row[aria-rowindex="3"] .cell[aria-selected="true"]`).count() > 5, true);
  await page.locator(".menu button", { hasText: "Delete rows" }).click();
  await rows(page, 2);
  await page.locator(`#${DEALS} .head-cell`).nth(AMOUNT).click({ button: "right" });
  await menuOpens(page);
  assert.equal(await page.locator(`#${DEALS} [data-c="${AMOUNT}"][aria-selected="true"]`).count(), 2);
  await page.keyboard.press("Escape");
  // A computed column.
  await cell(page, DEALS, 0, 7).click({ button: "right" });
  const clear = page.locator(".menu button", { hasText: "Clear contents" });
  assert.equal(await clear.getAttribute("aria-disabled"), "true");
  await clear.click({ force: true });
  await expectText(page.locator(".said"), /computed/);
});

test("a menu copies what the keys copy, with what tells Excel a text from a number", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, NAME).click();
  await page.keyboard.type("007");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 1, NAME, "007");
  await cell(page, DEALS, 1, NAME).click({ button: "right" });
  await menuOpens(page);
  await page.locator(".menu button", { hasText: /^Copy/ }).first().click();
  await menuCloses(page);
  await page.evaluate(() => {
    window.pasted = new Promise((done) =>
      addEventListener("paste", ({ clipboardData }) => done(["text/plain", "text/html"].map((kind) => clipboardData.getData(kind))), { capture: true }),
    );
  });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+v");
  const [text, html] = await page.evaluate(() => window.pasted);
  assert.equal(text, "007");
  assert.match(html, /mso-number-format:'\\@'/);
  await expectCell(page, DEALS, 2, NAME, "007");
});

test("the menu of a heading is for that heading though the selection holds all rows, as after a paste", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  await paste(page, { text: "b\tNorthwind\t\t20\na\tHaitian\t\t10\nc\tLumen\t\t30" });
  await expectCell(page, DEALS, 2, 0, "c");
  await page.locator(`#${DEALS} .head-cell`).nth(AMOUNT).click({ button: "right" });
  await menuOpens(page);
  await page.locator(".menu button", { hasText: "Sort ascending" }).click();
  await expectCell(page, DEALS, 0, 0, "a");
  assert.equal(await page.locator(`#${DEALS}-h${AMOUNT}`).getAttribute("aria-sort"), "ascending");
  await page.locator(`#${DEALS} .head-cell`).nth(AMOUNT).click({ button: "right" });
  await menuOpens(page);
  await page.locator(".menu button", { hasText: "Clear contents" }).click();
  await expectCell(page, DEALS, 0, AMOUNT, "");
  await expectCell(page, DEALS, 0, 0, "a");
});

test("a heading has its own menu in a table of one row, too", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["The first deal"]);
  await page.locator(`#${DEALS} .head-cell`).nth(AMOUNT).click({ button: "right" });
  await menuOpens(page);
  await page.locator(".menu button", { hasText: "Hide this column" }).waitFor();
});

test("a long press is about the row that was pressed, though rows move when the selection goes", {
  viewport: { width: 390, height: 844 },
  browser: { hasTouch: true, isMobile: true },
}, async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, points) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await page.locator(`#${DEALS} .window .row .no`).nth(2).tap();
  await page.waitForSelector(".by-finger");
  // Near the end the window of rows begins elsewhere when the pane grows.
  await page.evaluate(() => (document.querySelector(".pane:has(#grid-deals)").scrollTop = 1e6));
  const pressed = cell(page, DEALS, 36, NAME);
  await pressed.waitFor();
  const box = await pressed.boundingBox();
  await touch("touchStart", [{ x: box.x + 40, y: box.y + 20 }]);
  await menuOpens(page);
  await touch("touchEnd", []);
  assert.equal(await page.locator(`#${DEALS} [data-active]`).getAttribute("id"), `${DEALS}-r36c${NAME}`);
});

test("the button of a new row leads to it in a table longer than the window", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  await page.click(".tools .add");
  await page.waitForFunction(() => {
    const box = document.querySelector("#grid-deals .row[data-new] .cell")?.getBoundingClientRect();
    return box && box.bottom < innerHeight && document.elementFromPoint(box.left + 20, box.top + 8)?.closest(".row[data-new], .field");
  });
});

test("a menu finds a line by the word one types, spaces and all", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, NAME).click();
  await page.keyboard.press("Shift+F10");
  await menuOpens(page);
  const labels = await page.locator(".menu button .label").allInnerTexts();
  // One that is not the first with its letters.
  const wanted = labels.find((label, at) => label.includes(" ") && labels.slice(0, at).some((other) => other[0] === label[0]));
  await page.keyboard.type(wanted.toLowerCase());
  assert.equal(await page.evaluate(() => document.activeElement.querySelector(".label")?.textContent), wanted);
});

test("menus are sheets at the bottom of a phone, and a long press opens them", {
  viewport: { width: 390, height: 844 },
  browser: { hasTouch: true, isMobile: true },
}, async ({ page }) => {
  await funnel(page);
  const devtools = await page.context().newCDPSession(page);
  const box = await cell(page, DEALS, 1, NAME).boundingBox();
  const touch = (type, points) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [{ x: box.x + 40, y: box.y + 12 }]);
  await menuOpens(page);
  await touch("touchEnd", []);
  const menu = await page.locator(".menu").boundingBox();
  assert.ok(menu.x === 0 && Math.round(menu.width) === 390, "as wide as the page");
  assert.ok(Math.abs(menu.y + menu.height - 844) < 2, "at the bottom");
  for (const line of await page.locator(".menu button").all()) {
    const height = (await line.boundingBox()).height;
    assert.ok(height >= 44, `${height}`);
  }
  await axe(page);
  await screenshot(page, "phone menu");
  await page.locator(".menu-veil").tap({ position: { x: 100, y: 100 } });
  await menuCloses(page);
  await page.locator("#menu").tap();
  await menuOpens(page);
  await screenshot(page, "phone application menu");
  await page.locator(".menu button", { hasText: "Search everything" }).tap();
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("kehua");
  await screenshot(page, "phone palette");
  await page.locator(".palette [role=option]").first().tap();
  await page.waitForFunction(() => !document.querySelector(".palette[open]"));
});

test("letters work on keyboards that are not Latin, and AltGr is no command", async ({ page }) => {
  await funnel(page);
  const devtools = await page.context().newCDPSession(page);
  const press = async (key, code, modifiers, keyCode) => {
    await devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code, modifiers, windowsVirtualKeyCode: keyCode });
    await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers, windowsVirtualKeyCode: keyCode });
  };
  await page.keyboard.press("Control+Delete");
  await rows(page, 2);
  await press("я", "KeyZ", 2, 90); // Ctrl+Z, Russian
  await rows(page, 3);
  await press("υ", "KeyY", 2, 89); // Ctrl+Y, Greek
  await rows(page, 2);
  await press("z", "Slash", 2, 90); // Ctrl+Z, Dvorak: by what it writes
  await rows(page, 3);
  await press("л", "KeyK", 2, 75);
  await page.waitForSelector(".palette[open]");
  await page.keyboard.press("Escape");
});

test("the help shows every key, finds one, and prints", async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("F1");
  await page.waitForSelector("dialog[open] .keys");
  const lines = page.locator("dialog .keys tr");
  const all = await lines.count();
  assert.ok(all > 40, `${all}`);
  await axe(page);
  await screenshot(page, "help en light");
  await page.locator("dialog input[type=search]").fill("duplicate");
  await expectText(lines.first(), /Duplicate rows/);
  assert.equal(await lines.count(), 1);
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const lines = document.querySelectorAll("#paper tr").length;
    dispatchEvent(new Event("afterprint"));
    return [lines, document.querySelector("#paper")];
  });
  assert.deepEqual(printed, [all, null]);
});

test("the history names the steps and leads to any of them", async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Control+Delete");
  await rows(page, 2);
  await page.click("#menu");
  await page.locator(".menu button", { hasText: "History" }).click();
  const steps = page.locator(".steps .choice");
  await expectText(steps.first(), /Deletion of rows Haitian press line.*now/s);
  await page.locator(".steps .icon").nth(1).click();
  await expectText(page.locator(".differences").first(), /Amount.*→ 300,000/);
  await axe(page);
  await screenshot(page, "history en light");
  await steps.nth(3).click();
  await rows(page, 3);
  await expectText(steps.nth(3), /now/);
  await expectText(steps.first(), /does 3 steps again/);
  await page.keyboard.press("Control+y");
  await expectText(steps.nth(2), /now/);
  await steps.first().click();
  await rows(page, 2);
  await saved(page);
});

test("earlier steps of the history are shown when they are asked for, and all can be gone back to", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  for (let nth = 0; nth < 130; nth += 1) await page.keyboard.type(`${nth}\n`);
  await expectText(page.locator("#grid-deals .foot"), /130 deals/);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("history");
  await page.keyboard.press("Enter");
  const steps = page.locator(".steps .choice");
  await expectText(steps.nth(100), "Show earlier steps");
  await steps.nth(100).click();
  await page.waitForFunction(() => document.activeElement === document.querySelectorAll(".steps .choice")[100]);
  const count = await steps.count();
  assert.ok(count > 130, `${count} lines`);
  await steps.nth(count - 1).click();
  await rows(page, 0);
});

test("holding Ctrl+Z skips no save", { profile: true }, async ({ page, reopen }) => {
  await funnel(page);
  const devtools = await page.context().newCDPSession(page);
  const key = (type, autoRepeat) =>
    devtools.send("Input.dispatchKeyEvent", { type, autoRepeat, key: "z", code: "KeyZ", modifiers: 2, windowsVirtualKeyCode: 90 });
  await key("rawKeyDown", false);
  for (let repeat = 0; repeat < 40; repeat += 1) await key("rawKeyDown", true);
  await key("keyUp", false);
  const undone = await page.locator(`#${DEALS} .rows .row:not([hidden]):not([data-new])`).count();
  await saved(page);
  const { page: again } = await reopen();
  await show(again, "funnel");
  await rows(again, undone);
  for (let press = 0; press < 12; press += 1) await again.keyboard.press("Control+y");
  await rows(again, 3);
});

test("Enter and Tab do what the person is used to, and are remembered", { profile: true }, async ({ page, reopen }) => {
  await funnel(page);
  await page.keyboard.press("Control+,");
  await page.waitForSelector("dialog[open] .question");
  await axe(page);
  await screenshot(page, "preferences en light");
  await page.locator("label", { hasText: "opens the cell" }).click();
  await page.locator("label", { hasText: "stays" }).click();
  await page.keyboard.press("Escape");
  await cell(page, DEALS, 1, NAME).click();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".field[data-open]");
  await page.keyboard.type(" 2");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 1, NAME, "Kehua ERP 2");
  const { page: again } = await reopen("quadrille.tab");
  await again.keyboard.press("Control+,");
  await again.waitForSelector("dialog[open] .question");
  const chosen = await again.locator(".question input:checked ~ span").allInnerTexts();
  assert.deepEqual(chosen.slice(2), [
    "opens the cell, as in Google Sheets", "stays", "5 March 2026: the month first", "those in sight: quick at any length",
  ]);
});

test("menus, palette and history in Chinese and dark", { locale: "zh-CN", theme: "dark" }, async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Shift+F10");
  await menuOpens(page);
  await axe(page);
  await screenshot(page, "context menu zh dark");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("ht");
  await expectText(page.locator(".palette [role=option] .label").first(), /海天/);
  await axe(page);
  await screenshot(page, "palette zh dark");
  await page.keyboard.press("Escape");
  await page.click("#menu");
  await page.locator(".menu button", { hasText: "历史记录" }).click();
  await page.waitForSelector(".steps");
  await axe(page);
  await screenshot(page, "history zh dark");
});

test("Chinese names are found by the first letters of their syllables, in the palette and in lists", { locale: "zh-CN" }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, ["三江物流", "陆家嘴", "", "1万"]);
  await row(page, ["仁和药业", "", "", "2万"]);
  const find = async (letters, name) => {
    await page.keyboard.press("Control+k");
    await page.waitForSelector(".palette[open] input:focus");
    await page.keyboard.type(letters);
    await expectText(page.locator(".palette [role=option] .label").first(), name);
    await page.keyboard.press("Escape");
  };
  await find("sjwl", "三江物流");
  await find("rhyy", "仁和药业");
  await cell(page, DEALS, 1, 1).click();
  await page.keyboard.type("ljz");
  await expectText(page.locator(".picker [role=option]").first(), "陆家嘴");
});
