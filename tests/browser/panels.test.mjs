// Panels, lists and dialogs as hands find them: what is written stays where it belongs, the keys are never lost, and what is
// offered stands in the window.

import assert from "node:assert/strict";
import { expectText, test } from "./harness.mjs";
import { begin, cell, expectCell, row, saved, show } from "./work.mjs";

const DEALS = "grid-deals";
const NAME = 0, AMOUNT = 3;
const ROWS = [
  ["Haitian press line", "Haitian", "Chen Yu", "100"],
  ["Kehua press", "Kehua", "Li Wei", "200"],
];

async function funnel(page) {
  await begin(page);
  await show(page, "funnel");
  for (const cells of ROWS) await row(page, cells);
  await saved(page);
}

/** The column of a heading. */
const column = (page, grid, heading) =>
  page.evaluate(
    ([grid, heading]) => [...document.querySelectorAll(`#${grid} .head-cell`)].findIndex((own) => own.innerText.trim().startsWith(heading)),
    [grid, heading],
  );

/** Whether something stands whole in the window. */
const inWindow = (locator) =>
  locator.evaluate((own) => {
    const { left, top, right, bottom } = own.getBoundingClientRect();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  });

/** Waits until something of the page has the focus, and returns what. */
async function focused(page) {
  await page.waitForFunction(() => document.activeElement !== document.body);
  return page.evaluate(() => document.activeElement.outerHTML.slice(0, 200));
}

test("the card gives way to comments and findings on its field", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  for (const [key, panel] of [["Shift+F2", "comments"], ["F8", "review"]]) {
    await cell(page, DEALS, 0, AMOUNT).click();
    await page.keyboard.press("Space");
    await page.locator(".dock [data-r='3'] [data-c]").first().click();
    await page.keyboard.press(key);
    await page.waitForSelector(`.dock[data-panel="${panel}"]`);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".dock") && document.activeElement.matches(".grid textarea"));
  }
});

test("what is being written about a cell stays with it, and Esc gives up one comment only", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.press("Shift+F2");
  const field = page.locator(".dock .writing textarea");
  await page.waitForSelector(".dock textarea:focus");
  await page.keyboard.type("about Haitian");
  await cell(page, DEALS, 1, AMOUNT).click();
  await page.waitForFunction(() => document.querySelector(".dock .writing textarea").value === "");
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.waitForFunction(() => document.querySelector(".dock .writing textarea").value === "about Haitian");
  // Nor does a reload lose it.
  await saved(page);
  await page.reload();
  await page.waitForSelector(`#${DEALS}-r1c${NAME}`);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.press("Shift+F2");
  await page.waitForFunction(() => document.querySelector(".dock .writing textarea")?.value === "about Haitian");
  await field.press("Control+Enter");
  const said = page.locator(".dock .comments li p").first();
  await expectText(said, "about Haitian");
  // Written anew: kept while somebody looks elsewhere.
  const edit = page.locator(".dock .comments").getByRole("button", { name: "Edit" }).first();
  const anew = page.locator(".dock .comments form textarea");
  await edit.click();
  await anew.fill("about Haitian, more");
  await cell(page, DEALS, 1, AMOUNT).click();
  await page.waitForFunction(() => !document.querySelector(".dock .comments form"));
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.waitForFunction(() => document.querySelector(".dock .comments form textarea")?.value === "about Haitian, more");
  await anew.press("Escape");
  await expectText(said, "about Haitian");
  assert.equal(await page.locator(".dock").count(), 1, "the panel stays");
  // Whoever deletes one by key goes on in the panel.
  const remove = page.locator(".dock .comments").getByRole("button", { name: "Delete" }).first();
  await remove.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".dock .comments li"));
  assert.match(await focused(page), /textarea/);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".dock"));
});

for (const [name, viewport] of [["a telephone", { width: 360, height: 740 }], ["a laptop", { width: 1366, height: 650 }]]) {
  test(`a calendar and a list stand whole in the window of ${name}`, { viewport }, async ({ page }) => {
    await begin(page, "sample");
    await show(page, "funnel");
    const close = await column(page, DEALS, "Expected close");
    const stage = await column(page, DEALS, "Stage");
    const rows = await page.evaluate(
      (grid) => {
        const seen = (own) => own.getBoundingClientRect().bottom < document.querySelector(".status").getBoundingClientRect().top - 40;
        return [...document.querySelectorAll(`#${grid} .rows [data-c="0"]`)].filter(seen).map((own) => Number(own.closest("[data-r]").dataset.r));
      },
      DEALS,
    );
    for (const at of [rows[0], rows.at(-1)]) {
      for (const across of [close, stage]) {
        await cell(page, DEALS, at, NAME).click();
        await cell(page, DEALS, at, across).scrollIntoViewIfNeeded();
        await cell(page, DEALS, at, across).click();
        await page.keyboard.press("Alt+ArrowDown");
        const picker = page.locator(".picker");
        await picker.waitFor();
        await page.waitForFunction(() => {
          const own = document.querySelector(".picker");
          const { top, bottom } = own.getBoundingClientRect();
          return own.style.top !== "" && top >= 0 && bottom <= innerHeight;
        });
        assert.ok(await inWindow(picker), `row ${at}, column ${across}`);
        await page.keyboard.press("Escape");
        await page.waitForFunction(() => !document.querySelector(".picker"));
      }
    }
  });
}

test("a long history is left by a button that stays in sight", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await begin(page, "sample");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog.palette[open]");
  await page.keyboard.type("history");
  await page.keyboard.press("Enter");
  const way = page.locator(".dialog[open] > .buttons button").last();
  await way.waitFor();
  assert.ok(await inWindow(way));
  await way.click();
  await page.waitForFunction(() => !document.querySelector(".dialog[open]"));
});

test("a deal whose numbers are being written keeps its place, and the next number is its own", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "forecast");
  const lines = page.locator("#days tbody tr");
  await lines.nth(2).waitFor();
  await page.waitForFunction(() => !document.querySelector("#days [data-working]"));
  const names = () => page.locator("#days tbody tr .deal").allInnerTexts();
  const before = await names();
  const of = (at, field) => lines.nth(at).locator("input").nth(field);
  await of(0, 0).focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("45");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => !document.querySelector("#days [data-working]"));
  assert.deepEqual(await names(), before, "nobody moves under the hands");
  assert.ok(await of(0, 1).evaluate((own) => own === document.activeElement));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("77");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => !document.querySelector("#days [data-working]"));
  // Whoever leaves sees them in their order.
  await page.locator("#days h2").click();
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForFunction(
    (first) => [...document.querySelectorAll("#days tbody tr .deal")][0]?.innerText !== first,
    before[0],
  );
  const values = await page.evaluate((name) => {
    const line = [...document.querySelectorAll("#days tbody tr")].find((own) => own.querySelector(".deal").innerText === name);
    return line ? [...line.querySelectorAll("input")].map((own) => own.value) : null;
  }, before[0]);
  assert.deepEqual(values, ["45", "77"]);
  // What brings nothing is shown as it was written, with the reason, where it can be mended.
  const own = lines.filter({ hasText: before[0] });
  await own.locator("input").first().fill("3");
  await own.locator("input").first().press("Enter");
  await expectText(own, /it brings nothing/);
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForFunction(() => !document.querySelector("#days [data-working]"));
  assert.equal(await own.locator("input").first().inputValue(), "3");
});

test("a colour rule that Enter adds leaves the keys in its form", async ({ page }) => {
  await funnel(page);
  await cell(page, DEALS, 0, AMOUNT).click();
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog.palette[open]");
  await page.keyboard.type("colour rules");
  await page.keyboard.press("Enter");
  const from = page.locator(".drop form input").first();
  await from.fill("150");
  await from.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".drop .line").length === 1);
  await page.waitForFunction(() => document.activeElement.closest(".drop"));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector(".drop"));
});

test("whoever types a next step is led to an activity of the deal, and back by one undo", async ({ page }) => {
  await funnel(page);
  const next = await column(page, DEALS, "Next step");
  await cell(page, DEALS, 0, next).click();
  await page.keyboard.type("C");
  await expectText(page.locator(".said"), /next step is that of the deal's activities/);
  await page.locator(".toast button").first().click();
  await page.waitForSelector('.app[data-tab="activities"]');
  const account = await column(page, "grid-activities", "Account");
  const deal = await column(page, "grid-activities", "Deal");
  await expectCell(page, "grid-activities", 0, account, /Haitian/);
  await expectCell(page, "grid-activities", 0, deal, /Haitian press line/);
  await page.keyboard.type("2026-12-01");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector("#grid-activities .row:not([data-new]):not([hidden]) [data-c]"));
});

test("a deal that is moved ahead is shown with its milestones from where that is said", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const stage = await column(page, DEALS, "Stage");
  const first = await cell(page, DEALS, 0, NAME).innerText();
  await cell(page, DEALS, 0, stage).click();
  await page.keyboard.type("4");
  await page.keyboard.press("Enter");
  await expectText(page.locator(".said"), /is ahead: earlier stages lack/);
  await page.locator(".toast button", { hasText: "Show milestones" }).click();
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-label")?.startsWith("Milestones"));
  assert.match(await page.locator(".status").innerText(), new RegExp(first.replace("↗", "").trim()));
});
