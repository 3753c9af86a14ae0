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
