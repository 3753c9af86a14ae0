// A row goes in another tab while somebody is at work on it: nothing that was meant for it reaches the one that stands there now.

import assert from "node:assert/strict";
import { expectText, test } from "./harness.mjs";
import { begin, exported, hasDeal, isSaved, type } from "./plans.mjs";

const NAMES = ["One", "Two", "Three", "Four", "Five"];

/** A plan of five deals in two tabs; both stand on the first. */
async function tabs(page, newPage) {
  await begin(page);
  await type(page, NAMES);
  await isSaved(page);
  const other = await newPage();
  await hasDeal(other, "Five");
  for (const tab of [page, other]) await tab.keyboard.press("Control+Home");
  return other;
}

const inGrid = (page) => page.waitForFunction(() => document.activeElement.matches("textarea.field"));
const names = async (page) => (await exported(page)).deals;

test("what is typed on goes into no other record", async ({ page, newPage }) => {
  const other = await tabs(page, newPage);
  await page.keyboard.type("half a");
  await other.keyboard.press("Control+Delete");
  await expectText(page.locator(".toast"), /deleted in another tab. You were typing “half a”/);
  await page.keyboard.type(" thought");
  await page.keyboard.press("Enter");
  await expectText(page.locator(".toast"), /You were typing “half a thought”/);
  await page.keyboard.type("New");
  await page.keyboard.press("Enter");
  await hasDeal(page, "New");
  assert.deepEqual(await names(page), ["New", "Three", "Four", "Five"], "the next one is for what stands there");
});

test("menus, cards and comments do not go on with the next record", async ({ page, newPage }) => {
  const other = await tabs(page, newPage);
  const goes = async (name) => {
    await other.keyboard.press("Control+Home");
    await other.keyboard.press("Control+Delete");
    await page.waitForFunction((name) => !document.querySelector("#grid-deals").textContent.includes(name), name);
  };
  await page.keyboard.press("Shift+F10");
  await page.waitForSelector(".menu");
  await goes("One");
  await page.waitForFunction(() => !document.querySelector(".menu"));
  await inGrid(page);

  await page.keyboard.press("Space");
  await page.waitForSelector(".dock");
  await goes("Two");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await inGrid(page);

  await page.keyboard.press("Shift+F2");
  await page.waitForFunction(() => document.activeElement.closest(".dock"));
  await page.keyboard.type("half ty");
  await goes("Three");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await inGrid(page);
  await page.keyboard.type("ped on");
  await page.keyboard.press("Enter");
  await isSaved(page);
  assert.deepEqual(await names(page), ["Four", "Five"]);
});
