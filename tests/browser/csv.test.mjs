// Tables as CSV: rows of a file come in through their dialog, and a table goes out as Excel opens it.

import assert from "node:assert/strict";
import { axe, chooser, drop, expectText, saved as downloaded, screenshot, test } from "./harness.mjs";
import { begin, expectCell, saved, show, texts, type } from "./work.mjs";

const DEALS = "grid-deals";
const CSV = "\ufeffOpportunity,Account Name,Amount,Close Date,Colour\r\n" +
  "Fenghua line,Fenghua Group,1.2M,2027-03-01,Blue\r\nYuyao press,Fenghua Group,300k,soon,Red\r\n";

/** Runs a command from the palette. */
async function run(page, words) {
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type(words);
  await page.locator(".palette [role=option]", { hasText: words }).first().click();
}

async function choose(page, name, bytes) {
  const file = await chooser(page, () => run(page, "Import rows from CSV"));
  await file.setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(bytes) });
}

const sheetOf = (page) => page.locator("#take-into");
const line = (page, heading) => page.locator(".table-of tr", { has: page.locator("th[scope=row]", { hasText: heading }) });
const chosen = (select) => select.evaluate((own) => own.selectedOptions[0].textContent);

test("rows of a file come in, each column where it belongs, in one step", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await choose(page, "pipeline.csv", CSV);
  await page.waitForSelector("#take-rows");
  assert.equal(await chosen(sheetOf(page)), "Funnel");
  await screenshot(page, "csv import");
  await axe(page);
  const goes = async (heading) => chosen(line(page, heading).locator("select"));
  assert.deepEqual(
    [await goes("Opportunity"), await goes("Account Name"), await goes("Amount"), await goes("Close Date"), await goes("Colour")],
    ["Deal", "Account", "Amount, USD", "Expected close", "New column (Text)"],
  );
  await line(page, "Colour").locator("select").selectOption({ label: "Deal" });
  assert.equal(await goes("Opportunity"), "– not imported –", "a column of the table takes one of the file");
  await line(page, "Opportunity").locator("select").selectOption({ label: "Deal" });
  await line(page, "Colour").locator("select").selectOption({ index: 0 });
  await expectText(page.locator(".defining [role=status]"), /Funnel: 2 rows added · Accounts: 1 new · 1 value does not fit/);
  await page.keyboard.press("Escape");
  assert.deepEqual(await texts(page, DEALS, [0]), [], "nothing was written");
  await choose(page, "pipeline.csv", CSV);
  await page.click("#take-rows");
  await expectCell(page, DEALS, 0, 0, "Fenghua line");
  await expectCell(page, DEALS, 1, 0, "Yuyao press");
  await expectText(page.locator(".toast .said"), /^Funnel: 2 rows added/);
  await saved(page);
  // The focus is in the table: the next key is written.
  await page.keyboard.type("Fenghua two");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, 0, "Fenghua two");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector("#grid-deals .rows .row:not([hidden]):not([data-new])"));
});

test("a file that is dropped updates what has its names, and one without rows is refused", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  await type(page, ["Fenghua line"]);
  await drop(page, ".app", [{ name: "more.csv", type: "text/csv", text: "Deal;Amount\nFENGHUA LINE;5000\nYuyao;7\n" }]);
  await page.waitForSelector("#take-rows");
  await expectText(page.locator(".defining [role=status]"), "Funnel: 1 row added · 1 row changed");
  await page.locator("#take-known").selectOption({ label: "Leave them out" });
  await expectText(page.locator(".defining [role=status]"), "Funnel: 1 row added · 1 row left out");
  await page.locator("#take-known").selectOption({ label: "Change the rows of the table" });
  await page.click("#take-rows");
  await page.waitForFunction(() => document.querySelectorAll("#grid-deals .rows .row:not([hidden]):not([data-new])").length === 2);
  assert.deepEqual(await texts(page, DEALS, [0]), [["FENGHUA LINE"], ["Yuyao"]]);
  await drop(page, ".app", [{ name: "empty.csv", type: "text/csv", text: "\n\n" }]);
  await expectText(page.locator("dialog[open]"), /The file holds no rows/);
});

test("a file of Chinese Excel is read in its own encoding", { locale: "zh-CN" }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  // 项目,金额 / 宁波,12 in GB 18030.
  const bytes = [0xcf, 0xee, 0xc4, 0xbf, 0x2c, 0xbd, 0xf0, 0xb6, 0xee, 0x0d, 0x0a, 0xc4, 0xfe, 0xb2, 0xa8, 0x2c, 0x31, 0x32];
  const file = await chooser(page, () => page.keyboard.press("Control+o"));
  await file.setFiles({ name: "导出.csv", mimeType: "text/csv", buffer: Buffer.from(bytes) });
  await page.waitForSelector("#take-rows");
  await expectText(page.locator(".defining [role=status]"), "漏斗：新增 1 行");
  await screenshot(page, "csv import zh");
  await page.click("#take-rows");
  await expectCell(page, DEALS, 0, 0, "宁波");
});

test("a table is saved as it is shown, as Excel opens it", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  await type(page, ["=Fenghua, north"]);
  const file = await downloaded(page, () => run(page, "Save table as CSV"));
  assert.match(file.name, /Funnel\.csv$/);
  assert.ok(file.text.startsWith("\ufeffDeal,"), file.text.slice(0, 40));
  assert.match(file.text, /"'=Fenghua, north"/);
  await expectText(page.locator(".toast .said"), /^1 row saved as .*Funnel\.csv/);
  const raw = await downloaded(page, () => run(page, "Save whole table as CSV"));
  assert.match(raw.text, /^id,name,.*\r\n[0-9a-f]+-[0-9a-f]+,"=Fenghua, north",/);
});
