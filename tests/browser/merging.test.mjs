// A copy of the open plan that comes back as a file: merged in as one step of undo, or opened beside it.

import assert from "node:assert/strict";
import { drop, expectText, saved, standing, test } from "./harness.mjs";

const isSaved = (page) => page.locator("#saved[data-state=saved]").waitFor();

const hasDeal = (page, name) => page.locator(".cell", { hasText: new RegExp(`^${name}$`) }).first().waitFor();

const isGone = (page, name) => page.waitForFunction((name) => ![...document.querySelectorAll(".cell")].some((cell) => cell.textContent === name), name);

async function exported(page) {
  const { text } = await saved(page, () => page.keyboard.press("Control+s"));
  return text;
}

/** Types into the new row, or over the first deal. */
async function type(page, keys, texts) {
  for (const text of texts) {
    await page.keyboard.press(keys);
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
}

/** A plan with two deals, a copy of it in which a colleague has gone on, and the plan open again, edited as well. */
async function two(page) {
  await page.locator("#begin-blank").click();
  await isSaved(page);
  for (const name of ["Haitian", "Kehua"]) {
    await page.locator(".tools .add").dispatchEvent("click");
    await page.locator("textarea.field:focus").waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
  await isSaved(page);
  const [own, text] = [await page.evaluate(() => location.hash), await exported(page)];
  await drop(page, "body", [{ name: "copy.plan.json", text }]);
  await page.locator("#merge-open").click();
  await page.waitForFunction((before) => location.hash !== before, own);
  await isSaved(page);
  await type(page, "Control+Home", ["Theirs"]);
  await page.locator(".tools .add").dispatchEvent("click");
  await page.locator("textarea.field:focus").waitFor();
  await page.keyboard.type("Northwind");
  await page.keyboard.press("Enter");
  await hasDeal(page, "Northwind");
  const copy = await exported(page);
  await page.locator("button.plan").click();
  await page.locator("dialog .plans button.choice:not([aria-current])").click();
  await page.waitForFunction((own) => location.hash === own, own);
  await hasDeal(page, "Haitian");
  await page.locator("textarea.field:focus").waitFor();
  await type(page, "Control+Home", ["Mine"]);
  return copy;
}

test("a copy is merged as one step of undo, and what both wrote is settled by hand", async ({ page }) => {
  const copy = await two(page);
  await drop(page, "body", [{ name: "copy.plan.json", text: copy }]);
  const dialog = page.locator("dialog[open]");
  await expectText(dialog.locator("h2"), "copy.plan.json is a copy of this plan");
  await expectText(dialog, /This plan holds 1 edit that the copy does not/);
  await dialog.locator("#merge-in").click();
  await hasDeal(page, "Northwind");
  await hasDeal(page, "Mine");
  await expectText(page.locator(".toast").first(), /3 edits merged/);

  // Both named the first deal: the later name is shown, the other one is offered.
  await page.keyboard.press("F8");
  const finding = page.locator(".findings li").first();
  await expectText(finding, /Theirs/);
  await finding.getByRole("button", { name: "Theirs", exact: true }).click();
  await hasDeal(page, "Theirs");
  await isSaved(page);
  await page.reload();
  await standing(page);
  await hasDeal(page, "Northwind");
  await hasDeal(page, "Theirs");
  await page.locator("textarea.field:focus").waitFor();
  await page.keyboard.press("Control+z");
  await hasDeal(page, "Mine");
  await page.keyboard.press("Control+z");
  await isGone(page, "Northwind");
  await hasDeal(page, "Mine");
  // Taken back it can be merged again, when there is no way forth any more.
  await type(page, "Control+End", ["Another"]);
  await hasDeal(page, "Another");
  await drop(page, "body", [{ name: "copy.plan.json", text: copy }]);
  await expectText(page.locator("dialog[open]"), /3 edits of it were merged before and taken back/);
  await page.locator("#merge-in").click();
  await hasDeal(page, "Northwind");
  await hasDeal(page, "Another");
  // Who has pressed a button goes on in the table.
  await page.locator("button.plan").click();
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("textarea.field:focus").waitFor();
  await isSaved(page);
});

test("a copy can be opened beside the plan, or left; one that brings nothing says so", async ({ page }) => {
  const copy = await two(page);
  const own = await page.evaluate(() => location.hash);
  await drop(page, "body", [{ name: "copy.plan.json", text: copy }]);
  await page.locator("#merge-open").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => location.hash), own);
  await hasDeal(page, "Mine");
  await drop(page, "body", [{ name: "copy.plan.json", text: copy }]);
  await page.locator("#merge-open").click();
  await page.waitForFunction((own) => location.hash !== own, own);
  await hasDeal(page, "Theirs");
  await isGone(page, "Mine");
  const opened = await page.evaluate(() => location.hash);
  await drop(page, "body", [{ name: "again.plan.json", text: copy }]);
  await expectText(page.locator("dialog[open]"), /It holds nothing that this plan does not have/);
  assert.equal(await page.locator("#merge-in").count(), 0);
  await page.locator("#merge-open").click();
  await page.waitForFunction((opened) => location.hash !== opened, opened);
  await hasDeal(page, "Theirs");
});
