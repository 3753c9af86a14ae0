// Columns of one's own: a list of choices, a formula with its live result, another kind with a preview, undo, reload,
// and a file that is the same plan again.

import assert from "node:assert/strict";
import { axe, chooser, expectText, inputMethod, saved as downloaded, screenshot, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show } from "./work.mjs";

const DEALS = "grid-deals";
const HAITIAN = ["Haitian press line", "Haitian", "Chen Yu", "860k", "4", "2026-12-05"];
const dialog = "dialog[open] .defining";

/** The place of a column in the grid, by its heading. */
async function column(page, heading) {
  await page.locator(`#${DEALS} .head-cell`, { hasText: heading }).first().waitFor();
  return page.evaluate(
    ([grid, heading]) =>
      [...document.querySelectorAll(`#${grid} .head-cell`)].findIndex((cell) => cell.textContent.trim().startsWith(heading)),
    [DEALS, heading],
  );
}

/** The names of the columns, as they stand. */
const headings = (page) =>
  page.evaluate((grid) => [...document.querySelectorAll(`#${grid} .head-cell .name`)].map((name) => name.textContent.trim()), DEALS);

async function funnel(page) {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await row(page, ["Kestrel service", "Kestrel", "Li Wei", "420k", "3", "2026-11-01"]);
  await cell(page, DEALS, 0, 3).click();
}

/** Opens the form of a new column from the menu of the page. */
async function addColumn(page, name, kind) {
  await page.click(".tools [aria-haspopup=menu]:not(.view)");
  await page.locator("[role=menuitem]", { hasText: "Add column" }).click();
  await page.waitForSelector(dialog);
  await page.keyboard.type(name);
  if (kind) await page.locator("#column-kind").selectOption({ label: await label(page, kind) });
}

/** The whole text of the kind that begins so. */
const label = (page, kind) =>
  page.evaluate(
    (kind) => [...document.querySelectorAll("#column-kind option")].map((o) => o.textContent).find((t) => t.startsWith(kind)),
    kind,
  );

async function save(page) {
  await page.click(`${dialog} [type=submit]`);
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
}

/** Opens the form of a column by the menu of its heading. */
async function editColumn(page, heading) {
  const at = await column(page, heading);
  await page.locator(`#${DEALS} .head-cell`).nth(at).click({ button: "right" });
  await page.locator("[role=menuitem]", { hasText: "Edit column" }).click();
  await page.waitForSelector(dialog);
}

test("a column of choices stands behind the active one and works like any other", { profile: true }, async ({ page, reopen }) => {
  await funnel(page);
  await addColumn(page, "Risk", "Choice");
  await page.click("#add-choice");
  const empty = () => page.waitForFunction(() => document.activeElement.matches(".choice-of input:first-child") && !document.activeElement.value);
  await empty();
  await page.keyboard.type("low");
  // Enter goes on to the next choice, a new one at the end; it never ends the dialog.
  await page.keyboard.press("Enter");
  await empty();
  await page.keyboard.type("high");
  await page.locator(".choice-of input").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.value === "high");
  assert.equal(await page.locator(".choice-of").count(), 2);
  await screenshot(page, "columns choices");
  await axe(page);
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  const names = await headings(page);
  assert.equal(names[4], "Risk", `behind the amount: ${names.join(", ")}`);
  const risk = await column(page, "Risk");
  await cell(page, DEALS, 0, risk).click();
  await page.keyboard.type("hi");
  await page.keyboard.press("Enter");
  await expectCell(page, DEALS, 0, risk, "high");
  await saved(page);
  ({ page } = await reopen());
  await show(page, "funnel");
  await expectCell(page, DEALS, 0, await column(page, "Risk"), "high");
});

test("a formula shows its result while it is written, and where it is wrong", async ({ page }) => {
  await funnel(page);
  await addColumn(page, "Net", "Formula");
  const field = page.locator("#column-formula");
  await field.focus();
  await page.keyboard.type("[Amo");
  await expectText(page.locator(".offered [aria-selected=true] b"), "Amount");
  // Esc puts the choice away, not the dialog with all that was written; the next letter offers it again.
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".offered [aria-selected=true]").count(), 0);
  assert.equal(await field.inputValue(), "[Amo");
  await page.keyboard.type("u");
  await expectText(page.locator(".offered [aria-selected=true] b"), "Amount");
  await page.keyboard.press("Tab");
  assert.equal(await field.inputValue(), "[Amount]");
  await page.keyboard.type(" * 80%");
  await expectText(page.locator("#formula-said output"), "688,000");
  await page.keyboard.type(" + [Nothing]");
  await expectText(page.locator("#formula-said"), /has no column “Nothing”/);
  assert.equal(await page.locator(".formula-box mark").textContent(), "[Nothing]");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await screenshot(page, "columns formula wrong");
  await axe(page);
  // What is wrong is not taken by a key that came too early; what is begun is completed by it.
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "[Amount] * 80% + [Nothing]");
  for (let key = 0; key < "Nothing]".length; key += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("Amo");
  await expectText(page.locator(".offered [aria-selected=true] b"), "Amount");
  await page.keyboard.press("Enter");
  assert.equal(await field.inputValue(), "[Amount] * 80% + [Amount]");
  for (let key = 0; key < "Amount]".length; key += 1) await page.keyboard.press("Backspace");
  await page.keyboard.type("Nothing]");
  for (let key = 0; key < " + [Nothing]".length; key += 1) await page.keyboard.press("Backspace");
  await expectText(page.locator("#formula-said output"), "688,000");
  await screenshot(page, "columns formula");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  const net = await column(page, "Net");
  await expectCell(page, DEALS, 0, net, "688,000");
  await expectCell(page, DEALS, 1, net, "336,000");
  assert.equal(await cell(page, DEALS, 0, net).getAttribute("aria-readonly"), "true");
  await expectText(page.locator(`#${DEALS} .foot-cell`).nth(net), "1,024,000");
  // While the amount is typed, the formula follows.
  await cell(page, DEALS, 0, 3).click();
  await page.keyboard.type("100000");
  await expectText(cell(page, DEALS, 0, net), "80,000");
  await page.keyboard.press("Escape");
  await expectText(cell(page, DEALS, 0, net), "688,000");
  // Why it is so stands beside the funnel.
  await cell(page, DEALS, 0, net).click();
  await expectText(page.locator(".side .explained .formula"), "[Amount] * 80%");
  await expectText(page.locator(".side .explained"), /688,000[\s\S]*Amount\s*860,000/);
  await screenshot(page, "columns explained");
});

test("a column that is given up moves nothing, and what was filled in goes with the second Esc only", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 1, 2).click();
  const active = () => page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant"));
  const close = () => page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await page.locator("[data-add-column]").click();
  await page.keyboard.press("Escape");
  await close();
  await page.waitForFunction((id) => document.activeElement.getAttribute("aria-activedescendant") === id, `${DEALS}-r1c2`);
  await page.locator("[data-add-column]").click();
  await page.waitForSelector("dialog[open] .defining input");
  await page.keyboard.type("Margin");
  await page.keyboard.press("Escape");
  await expectText(page.locator("dialog .refused"), /Esc once more throws it away/);
  await page.keyboard.type("s");
  await expectText(page.locator("dialog .refused"), "");
  assert.equal(await page.locator("dialog .defining input").first().inputValue(), "Margins");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await close();
  assert.equal(await active(), `${DEALS}-r1c2`);
});

test("a column to tick has a box in each cell, which a click ticks", async ({ page }) => {
  await funnel(page);
  await addColumn(page, "Legal", "Checkbox");
  await save(page);
  const legal = await column(page, "Legal");
  const box = (at) => cell(page, DEALS, at, legal).locator(".tick");
  await box(0).click();
  await expectText(box(0), "✓");
  // Twice is twice, and opens no editor.
  await box(1).dblclick();
  await expectText(box(1), "");
  assert.equal(await page.locator("textarea.field[data-open]").count(), 0);
  await page.keyboard.press("Space");
  await expectText(box(1), "✓");
  // The other button opens the menu and ticks nothing.
  await box(0).click({ button: "right" });
  await page.waitForSelector("[role=menuitem]");
  await page.keyboard.press("Escape");
  await expectText(box(0), "✓");
  // Beside the box one selects.
  await cell(page, DEALS, 0, legal).click({ position: { x: 4, y: 4 } });
  await expectText(box(0), "✓");
  await axe(page);
  await screenshot(page, "columns ticks");
});

test("takes formulas in Chinese, with an input method", { locale: "zh-CN" }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await cell(page, DEALS, 0, 3).click();
  await page.click(".tools [aria-haspopup=menu]:not(.view)");
  await page.locator("[role=menuitem]", { hasText: "添加列" }).click();
  await page.waitForSelector(dialog);
  const ime = await inputMethod(page);
  await ime.compose("j");
  await ime.commit("净额");
  await page.locator("#column-kind").selectOption({ label: await label(page, "公式") });
  await page.locator("#column-formula").focus();
  await ime.compose("r");
  await ime.processKey();
  await ime.commit("如果（【金额】＞50万，【金额】×90％，0）");
  await expectText(page.locator("#formula-said output"), "774,000");
  await screenshot(page, "columns formula zh");
  await axe(page);
  await save(page);
  await expectCell(page, DEALS, 0, await column(page, "净额"), "774,000");
});

test("turns text into numbers with a preview; undo restores it to the letter", async ({ page }) => {
  await funnel(page);
  await addColumn(page, "Size");
  await save(page);
  const size = await column(page, "Size");
  await cell(page, DEALS, 0, size).click();
  for (const text of ["1,200", "about 5"]) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
  await editColumn(page, "Size");
  await page.locator("#column-kind").selectOption({ label: await label(page, "Number") });
  await expectText(page.locator(".preview [role=status]"), "Can be converted: 1 value · kept as text, marked: 1 value");
  assert.deepEqual(await page.locator(".preview tbody td:first-child").allTextContents(), ["about 5", "1,200"]);
  await screenshot(page, "columns preview");
  await axe(page);
  await save(page);
  await expectCell(page, DEALS, 0, size, "1200");
  await expectCell(page, DEALS, 1, size, "about 5");
  assert.equal(await cell(page, DEALS, 1, size).getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Control+z");
  await expectCell(page, DEALS, 0, size, "1,200");
  await page.waitForFunction((id) => !document.getElementById(id).hasAttribute("aria-invalid"), `${DEALS}-r1c${size}`);
});

test("a deleted column is restored from the set-up; a file with columns is the same plan", { profile: true }, async ({ page, reopen }) => {
  await funnel(page);
  await addColumn(page, "Territory");
  await save(page);
  const region = await column(page, "Territory");
  await cell(page, DEALS, 0, region).click();
  await page.keyboard.type("North");
  await page.keyboard.press("Enter");
  await addColumn(page, "Half", "Formula");
  await page.locator("#column-formula").fill("[Amount] / 2");
  await save(page);
  await editColumn(page, "Territory");
  await page.click(`${dialog} .danger`);
  await page.waitForFunction((grid) => !document.querySelector(`#${grid} .head`).textContent.includes("Territory"), DEALS);
  await show(page, "setup");
  await page.click("#setup-columns");
  await screenshot(page, "columns setup");
  await axe(page);
  await page.locator(".all-columns li", { hasText: "Territory" }).locator("button", { hasText: "Restore" }).click();
  // The focus stays with the column, on its own line, and not on what would delete it or another one.
  await page.waitForFunction(() => document.activeElement.matches(".all-columns li .choice") && document.activeElement.textContent.includes("Territory"));
  await show(page, "funnel");
  await expectCell(page, DEALS, 0, await column(page, "Territory"), "North");
  await saved(page);
  const first = await downloaded(page, () => page.keyboard.press("Control+s"));
  const plan = JSON.parse(first.text);
  const half = Object.values(plan.schema.deals).find((definition) => definition.formula);
  assert.equal(half.formula, "[#amount] / 2");
  const file = await chooser(page, () => page.keyboard.press("Control+o"));
  await file.setFiles({ name: first.name, mimeType: "application/json", buffer: Buffer.from(first.text) });
  await page.locator("#merge-open").click();
  await saved(page);
  await show(page, "funnel");
  await expectCell(page, DEALS, 0, await column(page, "Half"), "430,000");
  const second = await downloaded(page, () => page.keyboard.press("Control+s"));
  const again = JSON.parse(second.text);
  assert.deepEqual(again.schema, plan.schema);
  // A plan without a name takes that of its file.
  for (const file of [plan, again]) file.tables.settings.forEach((row) => delete row.name);
  assert.deepEqual(again.tables, plan.tables);
  ({ page } = await reopen());
  await show(page, "funnel");
  await expectCell(page, DEALS, 0, await column(page, "Territory"), "North");
});

test("the form fits a phone", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await row(page, HAITIAN);
  await addColumn(page, "Net", "Formula");
  await page.locator("#column-formula").fill("if([Amount] > 500000, [Amount] * 90%, 0)");
  await expectText(page.locator("#formula-said output"), "774,000");
  const box = await page.evaluate(() => {
    const form = document.querySelector("dialog[open]");
    return [form.scrollWidth, form.clientWidth, document.documentElement.scrollWidth, innerWidth];
  });
  assert.ok(box[0] <= box[1] && box[2] <= box[3], `nothing is wider than the page: ${box.join()}`);
  await screenshot(page, "columns phone");
  await axe(page);
});

test("a rule is made, marks what breaks it, says where it is wrong itself, and holds for formulas", async ({ page }) => {
  await funnel(page);
  await addColumn(page, "Seats", "Number");
  await page.locator("dialog[open] summary", { hasText: "Rules" }).click();
  await page.click("#add-rule");
  // What comes next is typed: the value of the rule, and after one was taken out that of the one in its place.
  const focus = (name) => page.waitForFunction((name) => document.activeElement.getAttribute("aria-label") === name, name);
  await focus("Value of rule 1");
  await page.click("#add-rule");
  await focus("Value of rule 2");
  await page.keyboard.type("2");
  await page.getByRole("button", { name: "Remove rule 1" }).click();
  await focus("Value of rule 1");
  assert.equal(await page.evaluate(() => document.activeElement.value), "2");
  await page.getByRole("button", { name: "Remove rule 1" }).click();
  await page.waitForFunction(() => document.activeElement.id === "add-rule");
  await page.keyboard.press("Enter");
  await focus("Value of rule 1");
  const rule = page.locator("dialog[open] .rule-of").first();
  await rule.getByLabel("Rule 1", { exact: true }).selectOption({ label: "at least" });
  await rule.getByLabel("Value of rule 1").fill("many");
  await rule.getByLabel("How grave rule 1 is").selectOption({ index: 2 });
  await page.keyboard.press("Enter");
  await page.waitForSelector('dialog[open] .rule-of [aria-invalid="true"]');
  await axe(page);
  await screenshot(page, "columns rule");
  await rule.getByLabel("Value of rule 1").fill("5");
  await save(page);
  const seats = await column(page, "Seats");
  await cell(page, DEALS, 0, seats).click();
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`#${DEALS}-r0c${seats}[data-wrong="error"]`);
  await page.waitForFunction(() => /1 error/.test(document.querySelector(".status").textContent));
  assert.match(await cell(page, DEALS, 0, seats).getAttribute("title"), /should be at least 5/);
  await cell(page, DEALS, 0, seats).click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`#${DEALS}-r0c${seats}:not([data-wrong])`);
  // What a formula gives keeps to rules as well.
  await addColumn(page, "Large enough", "Formula");
  await page.locator("#column-formula").focus();
  await page.keyboard.type("[Amount] > 500000");
  await expectText(page.locator("#formula-said output"), /.+/);
  await page.locator("dialog[open] summary", { hasText: "Rules" }).click();
  await page.click("#add-rule");
  assert.equal(await page.locator("dialog[open] .rule-of select").first().locator("option").textContent(), "must hold (yes)");
  await save(page);
  const large = await column(page, "Large enough");
  await page.waitForSelector(`#${DEALS}-r1c${large}[data-wrong="warning"]`);
  assert.equal(await page.locator(`#${DEALS}-r0c${large}[data-wrong]`).count(), 0);
  await cell(page, DEALS, 1, 3).click();
  await page.keyboard.type("600000");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`#${DEALS}-r1c${large}:not([data-wrong])`);
});
