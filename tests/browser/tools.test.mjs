// Filling, finding, looking at pasted values, comments and cards, as a person does them.

import assert from "node:assert/strict";
import { axe, expectText, inputMethod, paste, screenshot, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show, texts } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, ACCOUNT = 1, AMOUNT = 3;
const ROWS = [
  ["Haitian press line", "Haitian", "Chen Yu", "100"],
  ["Kehua press", "Kehua", "Li Wei", "200"],
  ["Lumen data", "Lumen", "Li Wei", ""],
  ["Kestrel service", "Kestrel", "Li Wei", ""],
];

async function funnel(page) {
  await begin(page);
  await show(page, "funnel");
  for (const cells of ROWS) await row(page, cells);
  await saved(page);
}

const amounts = async (page) => (await texts(page, DEALS, [AMOUNT])).flat();

/** Waits until the focus is back in the table. */
const inTable = (page) => page.waitForFunction(() => document.activeElement.matches(".grid textarea"));

async function select(page, from, to) {
  await cell(page, DEALS, ...from).click();
  await cell(page, DEALS, ...to).click({ modifiers: ["Shift"] });
}

test("the corner of the selection fills with a series; Ctrl+D copies; one undo each", async ({ page }) => {
  await funnel(page);
  await select(page, [0, AMOUNT], [1, AMOUNT]);
  const corner = await page.locator(".corner").boundingBox();
  const last = await cell(page, DEALS, 3, AMOUNT).boundingBox();
  await page.mouse.move(corner.x + 4, corner.y + 4);
  await page.mouse.down();
  await page.mouse.move(last.x + 20, last.y + 10, { steps: 5 });
  await page.waitForSelector('.mark-over[data-kind="filling"]');
  await screenshot(page, "filling");
  await page.mouse.up();
  await expectCell(page, DEALS, 3, AMOUNT, "400");
  assert.deepEqual(await amounts(page), ["100", "200", "300", "400"]);
  await expectText(page.locator(".said"), /2 cells filled/);
  await page.locator(".toast button").click();
  await expectCell(page, DEALS, 3, AMOUNT, "");
  await select(page, [0, AMOUNT], [3, AMOUNT]);
  await page.keyboard.press("Control+d");
  await expectCell(page, DEALS, 3, AMOUNT, "100");
  assert.deepEqual(await amounts(page), ["100", "100", "100", "100"]);
  await page.keyboard.press("Control+z");
  await expectCell(page, DEALS, 1, AMOUNT, "200");
});

test("find goes round, replaces, closes; an input method may compose in it", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.press("Control+f");
  await page.waitForSelector("#find-text:focus");
  await page.keyboard.type("press");
  await expectText(page.locator(".find .count"), "2 found");
  assert.equal(await page.locator('.mark-over[data-kind="found"]').count(), 2);
  await page.keyboard.press("Enter");
  await expectText(page.locator(".find .count"), "2 of 2");
  await page.keyboard.press("Enter");
  await expectText(page.locator(".find .count"), "1 of 2");
  assert.equal(await cell(page, DEALS, 0, NAME).getAttribute("aria-selected"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find-text", "the focus stays in the bar");
  await axe(page);
  await screenshot(page, "find");
  await page.keyboard.press("Control+h");
  await page.waitForSelector("#find-by");
  await page.fill("#find-by", "Mill");
  await page.locator(".find button", { hasText: "Replace all" }).click();
  await expectCell(page, DEALS, 1, NAME, "Kehua Mill");
  await expectText(page.locator(".said"), /2 cells replaced/);
  // Where a range is selected it is meant, and the button says so.
  await cell(page, DEALS, 0, NAME).click();
  await cell(page, DEALS, 0, AMOUNT).click({ modifiers: ["Shift"] });
  await page.fill("#find-text", "Mill");
  await page.fill("#find-by", "press");
  await page.locator(".find button", { hasText: "Replace in selection" }).click();
  await expectText(page.locator(".said"), /^1 cell replaced among those selected/);
  await expectCell(page, DEALS, 1, NAME, "Kehua Mill");
  await page.fill("#find-text", "");
  const ime = await inputMethod(page);
  await page.focus("#find-text");
  await ime.compose("h");
  await ime.compose("hai");
  await ime.commit("海天");
  await expectText(page.locator(".find .count"), "Nothing found");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".find"));
  await inTable(page);
});

test("values that do not fit are looked at and repaired together", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, AMOUNT).click();
  assert.ok(await paste(page, { text: "about 1.2M\r\nabout 2M\r\n300\r\n" }));
  await expectText(page.locator(".said"), /2 values do not fit/);
  await page.locator(".toast button", { hasText: "Values to look at" }).click();
  await page.waitForSelector(".dock[data-panel=review]");
  assert.equal(await page.locator(".findings > li").count(), 2);
  await axe(page);
  await screenshot(page, "review");
  await page.locator(".findings .repair").first().click();
  await expectText(page.locator(".said"), "2 values repaired");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await inTable(page);
  assert.deepEqual((await amounts(page)).slice(0, 3), ["1,200,000", "2,000,000", "300"]);
  await page.keyboard.press("Control+z");
  await expectCell(page, DEALS, 0, AMOUNT, "about 1.2M");
});

test("a total that comes along with a table is left out with a word, and taken in from the review", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 4, NAME).click();
  const text = "Neu\tHaitian\tLi Wei\t300\r\nAlt\tKehua\tLi Wei\t400\r\nTotal\t\t\t700\r\n";
  assert.ok(await paste(page, { text }));
  await expectText(page.locator(".said"), /2 rows pasted · 2 added · 1 row of totals left out/);
  await page.locator(".toast button", { hasText: "Values to look at" }).click();
  await expectText(page.locator(".dock[data-panel=review]"), /Left out as a total: Total · 700/);
  await axe(page);
  await page.locator(".dock button", { hasText: "Take it in" }).click();
  await expectCell(page, DEALS, 6, NAME, "Total");
  await expectCell(page, DEALS, 6, AMOUNT, "700");
  assert.equal(await page.locator(".dock li").count(), 0);
});

test("a list says what Enter takes before it is taken, and which line keeps what was typed", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, ACCOUNT).click();
  await page.keyboard.type("Kest");
  await expectText(page.locator(".picker .hint"), "Enter or Tab takes “Kestrel”; “Kest” itself is the last line (↓)");
  await axe(page);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector(".picker .hint") === null);
  await page.keyboard.press("Tab");
  await expectCell(page, DEALS, 0, ACCOUNT, "Kest");
});

test("a comment is written by keyboard, marked on its cell, and kept", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, AMOUNT).click();
  await page.keyboard.press("Shift+F2");
  await page.waitForSelector(".dock textarea:focus");
  await page.keyboard.type("Who said 200?");
  // Who closes the panel finds what was not sent.
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock textarea"));
  await page.keyboard.press("Shift+F2");
  await page.waitForFunction(() => document.querySelector(".dock textarea:focus")?.value === "Who said 200?");
  await page.keyboard.press("Control+Enter");
  await expectText(page.locator(".dock .comments li p").first(), "Who said 200?");
  assert.equal(await page.locator('.mark-over[data-kind="comment"]').count(), 1);
  assert.equal(await page.locator(".dock .writing textarea").inputValue(), "", "the field is ready for the next one");
  await axe(page);
  await screenshot(page, "comments");
  // Changing it has the focus where one types, and keeping it leads back to the field for the next one.
  await page.locator(".dock .comments").getByRole("button", { name: "Edit" }).first().click();
  await page.waitForFunction(() => document.activeElement.value === "Who said 200?");
  await page.keyboard.press("End");
  await page.keyboard.type("?");
  await page.keyboard.press("Control+Enter");
  await expectText(page.locator(".dock .comments li p").first(), "Who said 200??");
  await page.waitForFunction(() => document.activeElement.closest(".dock"));
  await page.keyboard.press("Escape");
  await saved(page);
  await page.reload();
  await page.waitForSelector('.mark-over[data-kind="comment"]');
});

test("Space opens a record as a card, which is edited and turned by keyboard", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.press("Space");
  await page.waitForSelector("#card-deals");
  await page.waitForFunction(() => document.activeElement.closest(".dock"));
  await page.keyboard.type("777");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, AMOUNT, "777");
  await axe(page);
  await screenshot(page, "card");
  await page.locator(".dock header button").nth(1).click();
  await expectText(page.locator(".dock header h2"), /Kehua press/);
  await page.locator(".dock textarea").focus();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await inTable(page);
});

test("a problem in a column that is not shown opens the card at its field", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, ACCOUNT).click();
  await page.keyboard.press("Space");
  await page.waitForSelector("#card-deals");
  const low = page.locator("#card-deals .row", { hasText: /^Low/ }).first();
  await low.locator("[data-c]").click();
  await page.keyboard.type("about 5");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await cell(page, DEALS, 3, NAME).click();
  await page.locator(".status button.w").click();
  await page.locator("dialog[open] .choice", { hasText: "Kehua press" }).first().click();
  await page.waitForSelector("#card-deals");
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-controls") === "card-deals");
  const field = page.locator(`#${await page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant"))}`);
  await expectText(field, "about 5");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));
  await page.waitForFunction((id) => document.activeElement.getAttribute("aria-activedescendant") === id, `${DEALS}-r1c0`);
});

test("the panel lies over the page of a phone", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, ACCOUNT).click();
  await page.keyboard.press("Space");
  await page.waitForSelector("#card-deals");
  const box = await page.locator(".dock").boundingBox();
  assert.deepEqual([box.x, Math.round(box.width)], [0, 390]);
  await axe(page);
  await screenshot(page, "phone card");
});
