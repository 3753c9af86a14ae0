// Chinese input in the browser, beyond the first letter: giving up, leaving, lists, search. The first letter and the
// keys of the input method stand in grid.test.mjs.

import assert from "node:assert/strict";
import { expectText, inputMethod, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, ACCOUNT = 1;
const HAITIAN = ["Haitian press line", "海天", "Chen Yu", "860k", "4", "2026-12-05"];

async function funnel(page) {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
}

test("a composition that is given up leaves the value as it was", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, NAME).click();
  const ime = await inputMethod(page);
  await ime.compose("b");
  await ime.compose("bei");
  await ime.cancel();
  await page.keyboard.press("ArrowRight");
  await expectCell(page, DEALS, 0, NAME, "Haitian press line");
});

test("leaving the grid while composing keeps what was composed", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, NAME).click();
  const ime = await inputMethod(page);
  await ime.compose("北方");
  await page.locator("#tab-setup").click();
  await show(page, "funnel");
  await expectCell(page, DEALS, 0, NAME, "北方");
  await saved(page);
});

test("one composition is one step of undo, and nothing is saved on the way", async ({ page }) => {
  await funnel(page);
  await saved(page);
  await cell(page, DEALS, 0, NAME).click();
  const ime = await inputMethod(page);
  for (const text of ["h", "ha", "hai", "hai t", "hai ti", "hai tian"]) {
    await ime.compose(text);
    assert.equal(await page.locator("#saved").getAttribute("data-state"), "saved");
  }
  await ime.commit("海天");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "海天");
  await page.keyboard.press("Control+z");
  await expectCell(page, DEALS, 0, NAME, "Haitian press line");
});

test("a list waits for the end of a composition, then finds", async ({ page }) => {
  await funnel(page);
  await row(page, ["Second", "北方电机", "Li Wei", "100k", "1", "2026-12-05"]);
  await cell(page, DEALS, 0, ACCOUNT).click();
  const ime = await inputMethod(page);
  await ime.compose("b");
  await ime.compose("bei fang");
  for (let key = 0; key < 3; key += 1) await ime.processKey();
  await expectCell(page, DEALS, 0, ACCOUNT, /海天/);
  await ime.commit("北方");
  await expectText(page.locator("[role=option]").first(), "北方电机");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, ACCOUNT, /北方电机/);
});

test("full-width signs and digits are text in text and numbers in numbers", async ({ page }) => {
  await funnel(page);
  const ime = await inputMethod(page);
  await cell(page, DEALS, 0, NAME).click();
  await ime.commit("“１２３％”，￥。");
  await page.keyboard.press("Tab");
  await expectCell(page, DEALS, 0, NAME, "“１２３％”，￥。");
  await cell(page, DEALS, 0, 3).click();
  await ime.commit("￥１，２３４．５");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, 3, /1,234\.50/);
});

test("the search of the lists composes too", async ({ page }) => {
  await funnel(page);
  await row(page, ["北方电机改造", "北方电机", "Li Wei", "100k", "1", "2026-12-05"]);
  await show(page, "strategy");
  await page.locator(".records input").focus();
  const ime = await inputMethod(page);
  const before = await page.locator(".records li").count();
  await ime.compose("bei");
  assert.equal(await page.locator(".records li").count(), before, "nothing is filtered on the way");
  await ime.commit("北方");
  await page.waitForFunction(() => document.querySelectorAll(".records li").length === 1);
  await expectText(page.locator(".records li b"), "北方电机改造");
});

test("every other field composes too: comments, the card, the review, the name of a view", async ({ page }) => {
  await funnel(page);
  const ime = await inputMethod(page);
  // A field that composes: Enter, digits and Esc are the input method's, and the field keeps what it leaves.
  const write = async (field, text) => {
    await field.focus();
    await field.evaluate((field) => field.select());
    await ime.compose("bei");
    for (let key = 0; key < 2; key += 1) await ime.processKey();
    await ime.commit(text);
    assert.equal(await field.inputValue(), text);
  };
  await cell(page, DEALS, 0, NAME).click();
  await page.keyboard.press("Shift+F2");
  await page.waitForSelector(".dock .writing textarea:focus");
  await write(page.locator(".dock .writing textarea"), "谁说的？");
  await write(page.locator(".dock .writing input"), "陈宇");
  await page.locator(".dock .writing button").click();
  await expectText(page.locator(".dock .comments li p").first(), "谁说的？");
  await expectText(page.locator(".dock .comments li small").first(), /陈宇/);
  await page.locator(".dock .comments li button", { hasText: "Edit" }).click();
  await write(page.locator(".dock .comments textarea"), "客户说的。");
  await page.locator(".dock .comments form button").click();
  await expectText(page.locator(".dock .comments li p").first(), "客户说的。");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));

  await cell(page, DEALS, 0, NAME).click();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-controls") === "card-deals");
  await ime.compose("hai");
  await ime.processKey();
  await ime.commit("海天压机");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "海天压机");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));

  await cell(page, DEALS, 0, 3).click();
  await page.keyboard.type("about 5");
  await page.keyboard.press("Enter");
  await page.keyboard.press("F8");
  await page.waitForSelector(".dock[data-panel=review]");
  await write(page.locator(".findings input[type=text]"), "５万");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, 3, "50,000");

  await cell(page, DEALS, 0, NAME).click();
  await page.click(`#${DEALS}-views`);
  await page.locator(".menu button", { hasText: "Save as a view" }).click();
  await page.waitForFunction(() => document.activeElement.matches("input"));
  await write(page.locator("input:focus"), "北方");
  await page.keyboard.press("Enter");
  await expectText(page.locator(`#${DEALS}-views span`).first(), "北方");
});

test("the browser's own undo in a composition leaves no deaf editor, and its keys are not the browser's", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, NAME).click();
  const ime = await inputMethod(page);
  await ime.compose("nanjing");
  // A key of ours that comes through while an input method composes runs nothing, here or in the browser.
  const isTaken = (key) =>
    page.evaluate((key) => {
      const code = `Key${key.toUpperCase()}`;
      const event = new KeyboardEvent("keydown", { key, code, ctrlKey: true, isComposing: true, bubbles: true, cancelable: true });
      return !document.activeElement.dispatchEvent(event);
    }, key);
  assert.deepEqual([await isTaken("k"), await isTaken("s"), await isTaken("z"), await isTaken("v")], [true, true, true, false]);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  // What Chromium does: the text as it has become, and never an end of the composition.
  await page.evaluate(() => {
    const field = document.activeElement;
    field.addEventListener("compositionend", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
  });
  await ime.commit("南京");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "南京");
});

test("whoever clicks into what is being typed corrects it", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, NAME).click();
  await page.keyboard.type("abcdef");
  const box = await page.locator(`.grid:has(#${DEALS}) textarea.field`).boundingBox();
  await page.mouse.click(box.x + 13, box.y + box.height / 2);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("X");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "aXbcdef");
});

test("a mouse that presses undo leaves the keys with the table", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, NAME).click();
  await page.keyboard.type("other");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "other");
  await page.locator(".top button[aria-label='Undo']").click();
  await expectCell(page, DEALS, 0, NAME, "Haitian press line");
  await page.keyboard.type("again ");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, NAME, "again");
  // A name that nobody had yet is said, with undo beside it.
  await cell(page, DEALS, 0, ACCOUNT + 1).click();
  await page.keyboard.type("Chen Yo");
  await page.keyboard.press("Enter");
  await page.locator(".toast button", { hasText: "Undo" }).click();
  await expectCell(page, DEALS, 0, ACCOUNT + 1, /^Chen Yu/);
  await page.waitForFunction(() => document.activeElement.matches("textarea.field"));
});
