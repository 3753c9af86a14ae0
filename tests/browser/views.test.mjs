// How tables are arranged: sorting by keys and by clicks, filters, groups, columns, views; kept over reloads and undo.

import assert from "node:assert/strict";
import { axe, expectText, inputMethod, paste, screenshot, test } from "./harness.mjs";
import { GRID, expectNames, funnel, heading, names } from "./five_deals.mjs";
import { begin, cell, expectCell, saved, show } from "./work.mjs";

const chip = (page, text) => page.locator(".chips .on", { hasText: text });

const ENTERED = ["Northwind rollout", "Haitian press", "Lumen platform", "Kestrel contract", "白云机场"];
const BY_NAME = ["Haitian press", "Kestrel contract", "Lumen platform", "Northwind rollout", "白云机场"];
const BY_AMOUNT = ["白云机场", "Northwind rollout", "Haitian press", "Lumen platform", "Kestrel contract"];

test("sorts by keys from the heading, adds to the sort, and undo takes it back", async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant")), `${GRID}-h0`);
  await page.keyboard.press("Enter");
  await expectNames(page, BY_NAME);
  assert.equal(await heading(page, 0).getAttribute("aria-sort"), "ascending");
  assert.equal(await page.locator(`#${GRID} [aria-sort]`).count(), 1, "on sorted headings only");
  await page.keyboard.press("Enter");
  await expectNames(page, [...BY_NAME].reverse());
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expectNames(page, ["Lumen platform", "Northwind rollout", "白云机场", "Haitian press", "Kestrel contract"]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.press("Shift+Enter");
  await expectNames(page, ["Lumen platform", "白云机场", "Northwind rollout", "Haitian press", "Kestrel contract"]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-activedescendant")), `${GRID}-r0c3`);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("Control+z");
  await expectNames(page, ENTERED);
  await saved(page);
});

test("sorts by clicks, keeps a row where it is while it is edited, and applies again on demand", async ({ page }) => {
  await funnel(page);
  await heading(page, 3).hover();
  await heading(page, 3).locator(".more").click();
  await page.locator(".menu button", { hasText: "Sort descending" }).click();
  await expectNames(page, BY_AMOUNT);
  await chip(page, "Amount").waitFor();
  await cell(page, GRID, 0, 3).click();
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expectNames(page, BY_AMOUNT);
  assert.equal(await page.locator(`#${GRID} .row[data-misfit]`).count(), 1);
  await page.locator(".chips .again").click();
  await expectNames(page, [...BY_AMOUNT.slice(1), BY_AMOUNT[0]]);
  await chip(page, "Amount").locator(".clear").click();
  await expectNames(page, ENTERED);
  // The button is gone with the chip: the next key belongs to the table.
  await page.waitForSelector("textarea.field:focus");
});

test("filters by values and by a text; new rows stay; a reload finds it so; undo brings all back", { profile: true }, async ({ page, reopen }) => {
  await funnel(page);
  await page.click(`#${GRID}-filter`);
  await page.locator(".drop button", { hasText: "Owner" }).click();
  await page.locator(".drop button", { hasText: "None" }).click();
  await page.locator(".drop label", { hasText: "Li Wei" }).locator("input").check();
  await page.keyboard.press("Enter");
  await expectNames(page, ["Northwind rollout", "Kestrel contract"]);
  await expectText(page.locator(".chips .soft"), "2 of 5 rows shown");
  await page.click(".tools .add");
  await page.keyboard.type("Orchard kiosks");
  await page.keyboard.press("Enter");
  await expectNames(page, ["Northwind rollout", "Kestrel contract", "Orchard kiosks"]);
  // It begins with what the filter asks for, and stays where it is when that is changed.
  await expectText(cell(page, GRID, 2, 2), "Li Wei");
  assert.equal(await page.locator(`#${GRID} .row[data-misfit]`).count(), 0);
  await cell(page, GRID, 2, 2).click();
  await page.keyboard.type("Chen Yu");
  await page.keyboard.press("Enter");
  await expectNames(page, ["Northwind rollout", "Kestrel contract", "Orchard kiosks"]);
  assert.equal(await page.locator(`#${GRID} .row[data-misfit]`).count(), 1);
  await saved(page);
  ({ page } = await reopen());
  await show(page, "funnel");
  await expectNames(page, ["Northwind rollout", "Kestrel contract"]);
  await chip(page, "Owner: Li Wei").waitFor();
  for (const _ of ["the owner", "the row", "the filter"]) await page.keyboard.press("Control+z");
  await expectNames(page, ENTERED);
  assert.equal(await page.locator(".chips").count(), 0);
});

test("a search of values waits for the end of a composition", async ({ page }) => {
  await funnel(page);
  await cell(page, GRID, 0, 0).click();
  await page.keyboard.press("Control+Shift+L");
  await page.waitForSelector(".drop .values label");
  await page.focus(".drop [type=search]");
  const ime = await inputMethod(page);
  const labels = () => page.locator(".drop .values label").count();
  const all = await labels();
  await ime.compose("bai yun");
  await ime.processKey();
  assert.equal(await labels(), all, "nothing is filtered on the way");
  await ime.commit("白云");
  await page.waitForFunction(() => document.querySelectorAll(".drop .values label").length === 1);
  assert.match(await page.locator(".drop .values label").textContent(), /白云机场/);
  await page.keyboard.press("Escape");
  await expectNames(page, ENTERED);
});

test("groups with subtotals; keys and clicks open and close", async ({ page }) => {
  await funnel(page);
  await cell(page, GRID, 0, 2).click();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expectNames(page, ["Chen Yu · 2 rows", "Haitian press", "白云机场", "Li Wei · 2 rows", "Northwind rollout", "Kestrel contract", "Sara Ortiz · 1 row", "Lumen platform"]);
  await expectCell(page, GRID, 0, 3, "2,400,000");
  await cell(page, GRID, 0, 0).click();
  await expectNames(page, ["Chen Yu · 2 rows", "Li Wei · 2 rows", "Northwind rollout", "Kestrel contract", "Sara Ortiz · 1 row", "Lumen platform"]);
  assert.equal(await cell(page, GRID, 0, 0).getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expectNames(page, ["Chen Yu · 2 rows", "Li Wei · 2 rows", "Sara Ortiz · 1 row", "Lumen platform"]);
  const { indices, count } = await page.evaluate(() => ({
    indices: [...document.querySelectorAll("#grid-deals [role=row][aria-rowindex]")].filter((row) => !row.hidden).map((row) => Number(row.getAttribute("aria-rowindex"))),
    count: Number(document.querySelector("#grid-deals").getAttribute("aria-rowcount")),
  }));
  assert.ok(indices.every((index, at) => at === 0 || index > indices[at - 1]), indices.join());
  assert.equal(indices.at(-1), count, "the totals are the last row");
  await axe(page);
  await screenshot(page, "funnel grouped");
  const paper = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const paper = document.querySelector("#paper");
    const firsts = (rows) => [...paper.querySelectorAll(rows)].map((row) => row.cells[0].textContent.trim());
    const found = { on: paper.querySelector(".on").textContent, heads: firsts("tr[data-head]"), all: firsts("tbody tr"), foot: paper.querySelector("tfoot").textContent };
    dispatchEvent(new Event("afterprint"));
    return found;
  });
  assert.equal(paper.on, "Groups: Owner");
  assert.deepEqual(paper.heads, ["Chen Yu · 2 rows", "Li Wei · 2 rows", "Sara Ortiz · 1 row"]);
  assert.deepEqual(paper.all, [...paper.heads, "Lumen platform"], "closed groups stay closed on paper");
  assert.match(paper.foot, /5 deals.*4,660,000/);
  await page.keyboard.press("Control+z");
  await expectNames(page, ENTERED);
});

test("saves a view, shows it, and keeps it over a reload", { profile: true }, async ({ page, reopen }) => {
  await funnel(page);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expectNames(page, BY_NAME);
  await page.click(`#${GRID}-views`);
  await page.locator(".menu button", { hasText: "Save as a view" }).click();
  await page.keyboard.type("By name");
  await page.keyboard.press("Enter");
  await expectText(page.locator(`#${GRID}-views span`).first(), "By name");
  await page.click(`#${GRID}-views`);
  await page.locator(".menu button", { hasText: "All rows" }).click();
  await expectNames(page, ENTERED);
  await saved(page);
  ({ page } = await reopen());
  await show(page, "funnel");
  await expectNames(page, ENTERED);
  await page.click(`#${GRID}-views`);
  await page.locator(".menu button", { hasText: "By name" }).click();
  await expectNames(page, BY_NAME);
  await cell(page, GRID, 0, 3).click();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expectText(page.locator(`#${GRID}-views span`).first(), "By name *");
  await page.click(`#${GRID}-views`);
  await page.locator(".menu button", { hasText: "Delete this view" }).click();
  await expectText(page.locator(`#${GRID}-views span`).first(), /All rows/);
});

test("colours rows by a rule, with a sign as well", async ({ page }) => {
  await funnel(page);
  await cell(page, GRID, 0, 2).click();
  await page.click(`#${GRID}-colours`);
  await page.locator(".drop button", { hasText: "None" }).click();
  await page.locator(".drop label", { hasText: "Li Wei" }).locator("input").check();
  await page.locator(".drop button", { hasText: "Add the rule" }).click();
  await page.locator(".drop .line", { hasText: "Owner: Li Wei" }).waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelectorAll('#grid-deals .row[data-tone="bad"]').length === 2);
  const sign = await page.evaluate(() => getComputedStyle(document.querySelector('#grid-deals .row[data-tone="bad"] .no'), "::after").content);
  assert.equal(sign, '"✕"');
  await axe(page);
  await screenshot(page, "funnel coloured");
});

for (const [lang, theme, viewport] of [["en", "light", undefined], ["zh", "dark", { width: 390, height: 844 }]]) {
  const options = { theme, locale: lang === "zh" ? "zh-CN" : "en-US", ...(viewport && { viewport }) };
  test(`passes axe with each panel open, ${lang}, ${theme}${viewport ? ", on a phone" : ""}`, options, async ({ page }) => {
    await funnel(page);
    for (const panel of ["filter", "sort", "group", "columns", "colours"]) {
      await page.click(`#${GRID}-${panel}`);
      await page.waitForSelector(".drop");
      await axe(page);
      await screenshot(page, `panel ${panel} ${lang}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the page");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector(".drop"));
    }
    await page.evaluate(() => document.querySelector("#grid-deals").closest(".grid").querySelector("textarea").focus());
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForSelector(".menu");
    await axe(page);
    await screenshot(page, `menu of a heading ${lang}`);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.matches("textarea.field"));
  });
}

test("sorts Chinese by how it is spoken", { locale: "zh-CN" }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  await paste(page, { text: ["张江", "白云", "李氏", "安踏", "Zebra", "10 号", "2 号", "海天"].join("\n") });
  await expectCell(page, GRID, 7, 0, "海天");
  await cell(page, GRID, 0, 0).click();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expectNames(page, ["2 号", "10 号", "Zebra", "安踏", "白云", "海天", "李氏", "张江"]);
});

test("columns are added to sort and groups by keys alone, and the panel keeps the focus", async ({ page }) => {
  await funnel(page);
  const drop = () => page.evaluate(() => document.activeElement.closest(".drop")?.getAttribute("aria-label"));
  await page.focus(`#${GRID}-sort`);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.closest(".drop"));
  for (const [column, letters] of [["Owner", "o"], ["Amount", "aa"]]) {
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.closest(".menu"));
    await page.keyboard.type(letters);
    await page.keyboard.press("Enter");
    await page.locator(".drop .line", { hasText: column }).waitFor();
    await page.waitForFunction(() => document.activeElement.matches(".drop .adds"));
  }
  await expectNames(page, ["Haitian press", "白云机场", "Kestrel contract", "Northwind rollout", "Lumen platform"]);
  await page.locator(".drop .line", { hasText: "Owner" }).locator("[aria-label=Remove]").click();
  await expectNames(page, [...BY_AMOUNT].reverse());
  await page.waitForFunction(() => document.activeElement.closest(".drop"));
  assert.equal(await drop(), "Sort");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".drop"));
  assert.equal(await page.evaluate(() => document.activeElement.id), `${GRID}-sort`, "the focus returns");
});

test("sorts, filters and groups by touch, on targets that a finger hits", {
  viewport: { width: 390, height: 844 },
  browser: { hasTouch: true, isMobile: true },
}, async ({ page }) => {
  await funnel(page);
  const large = async (selector) => {
    const small = await page.evaluate(
      (selector) =>
        [...document.querySelectorAll(selector)]
          .map((target) => [target.textContent.trim() || target.ariaLabel, target.getBoundingClientRect().height])
          .filter(([, height]) => height < 44),
      selector,
    );
    assert.deepEqual(small, [], selector);
  };
  const panel = async (name) => {
    await page.locator(`#${GRID}-${name}`).tap();
    await page.waitForSelector(".drop");
    await large(".drop :is(button, select, input:not([type=checkbox]), label)");
  };
  await panel("sort");
  await page.locator(".drop .adds").tap();
  await page.locator(".menu button", { hasText: "Amount" }).first().tap();
  await expectNames(page, [...BY_AMOUNT].reverse());
  await page.locator(".drop .line button", { hasText: "ascending" }).tap();
  await expectNames(page, BY_AMOUNT);
  await screenshot(page, "phone sort");
  await page.locator(".drop .strong").tap();
  await panel("filter");
  await page.locator(".drop .line", { hasText: "Owner" }).tap();
  await page.locator(".drop .values").waitFor();
  await large(".drop :is(button, select, input:not([type=checkbox]), label)");
  await page.locator(".drop button", { hasText: "None" }).tap();
  await page.locator(".drop label", { hasText: "Chen Yu" }).tap();
  await page.locator(".drop [type=submit]").tap();
  await expectNames(page, ["白云机场", "Haitian press"]);
  await large(".chips button, .tools button");
  // The menu of a heading, for those who look there.
  await heading(page, 0).locator(".more").tap();
  await page.locator(".menu button", { hasText: "Group by this column" }).tap();
  await expectNames(page, ["Haitian press · 1 row", "Haitian press", "白云机场 · 1 row", "白云机场"]);
  await cell(page, GRID, 0, 0).tap();
  await expectNames(page, ["Haitian press · 1 row", "白云机场 · 1 row", "白云机场"]);
  await page.locator(".chips .on", { hasText: "Owner" }).locator(".clear").tap();
  await page.waitForFunction(() => document.querySelectorAll("#grid-deals .row[data-head]:not([hidden])").length === 5);
  await axe(page);
});

test("a filter takes what its search leaves, and its values are reached by arrows", async ({ page }) => {
  await funnel(page);
  const all = await names(page);
  await page.keyboard.press("Control+Shift+l");
  await page.waitForSelector(".drop input[type=search]:focus");
  await page.keyboard.type(all[0]);
  await page.waitForFunction(() => document.querySelectorAll(".drop .values input").length === 1);
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.type), "checkbox");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.keyboard.press("Enter");
  await expectNames(page, [all[0]]);
  await page.keyboard.press("Control+z");
  await expectNames(page, all);
});

test("a colour rule is made of a value that no row holds yet, and changed", async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("Colours");
  await page.keyboard.press("Enter");
  const panel = page.locator(".drop");
  await panel.getByLabel("Column").selectOption({ label: "Stage" });
  await panel.locator("form input[type=search]").waitFor();
  await panel.getByLabel("Column").selectOption({ label: "Deal" });
  await panel.getByLabel("How to filter").selectOption({ label: "contains “…”" });
  await panel.locator("form input[type=text]").fill("no such deal");
  await panel.getByRole("button", { name: "Add the rule" }).click();
  await panel.locator(".line", { hasText: "no such deal" }).waitFor();
  assert.equal(await page.locator(`#${GRID} .row[data-tone]`).count(), 0);
  await panel.getByRole("button", { name: "Change rule" }).click();
  await page.waitForFunction(() => document.activeElement.closest(".drop form"));
  assert.equal(await panel.locator("form input[type=text]").inputValue(), "no such deal");
  await panel.locator("form input[type=text]").fill("a");
  await panel.getByRole("button", { name: "Keep" }).click();
  await page.waitForSelector(`#${GRID} .row[data-tone]`);
  assert.equal(await panel.locator(".line").count(), 1, "it took the place of the first");
});

test("a colour rule that was put together counts, whichever button ends the panel", async ({ page }) => {
  await funnel(page);
  await page.keyboard.press("Control+k");
  await page.waitForSelector(".palette[open] input:focus");
  await page.keyboard.type("Colours");
  await page.keyboard.press("Enter");
  const panel = page.locator(".drop");
  await panel.getByLabel("How to filter").selectOption({ label: "contains “…”" });
  await panel.locator("form input[type=text]").fill("a");
  await panel.getByRole("button", { name: "Done" }).click();
  await page.waitForSelector(".drop", { state: "detached" });
  await page.waitForSelector(`#${GRID} .row[data-tone]`);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok(await page.evaluate(() => document.activeElement !== document.body), "one goes on where one was");
});
