// The Forecast page as a manager uses it on Monday.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { axe, chooser, expectText, screenshot, test } from "./harness.mjs";
import { begin, saved, show } from "./work.mjs";

async function outlook(page) {
  await begin(page, "sample");
  await show(page, "forecast");
  await page.waitForSelector("#chart-end");
}

const done = (page) =>
  page.waitForFunction(() => document.querySelector("#chart-fan-money") && document.querySelector("#accuracy table"));

test("every section stands, and axe finds nothing", { timeout: 120_000 }, async ({ page }) => {
  await outlook(page);
  await done(page);
  const sections = await page.evaluate(() => [...document.querySelectorAll(".outlook > section")].map((own) => own.id));
  assert.deepEqual(sections, [
    "end", "touches", "periods", "parts", "categories", "what-if", "scenarios", "flow", "shape", "states", "fan", "days",
    "learned", "accuracy",
  ]);
  assert.equal(await page.locator(".outlook [role=alert]").count(), 0);
  const rows = (id) => page.locator(`#${id} tbody tr`).count();
  assert.ok((await rows("periods")) >= 10 && (await rows("parts")) >= 3 && (await rows("accuracy")) >= 4);
  await axe(page);
  await screenshot(page, "forecast");
});

test("a chart is read value by value with the keys, and saved as a picture", async ({ page }) => {
  await outlook(page);
  await page.focus("#chart-end");
  const value = page.locator("#chart-end-value");
  await page.keyboard.press("ArrowRight");
  const first = await value.innerText();
  assert.match(first, /Chance/);
  await page.keyboard.press("End");
  await page.waitForFunction((before) => document.querySelector("#chart-end-value").innerText !== before, first);
  assert.equal(await page.locator("#chart-end [data-chosen]").count(), 1);
  await page.locator("#end details summary").click();
  const bars = await page.locator("#chart-end rect[data-line]").count();
  assert.equal(await page.locator("#end tbody tr").count(), bars, "a line of the table for every bar");
  for (const [button, ending] of [["Save as SVG", ".svg"], ["Save as PNG", ".png"]]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#end .saves button", { hasText: button }).click(),
    ]);
    assert.ok(download.suggestedFilename().endsWith(ending));
  }
});

test("suppositions show what they would change, and are kept or dropped", async ({ page }) => {
  await outlook(page);
  const before = await page.locator("#chance b").innerText();
  const line = page.locator("#what-if .supposed > li").first();
  const deal = await line.locator(".deal").innerText();
  await line.locator("button", { hasText: "won" }).click();
  await expectText(page.locator("#what-if .answer"), /→/);
  assert.equal(await page.locator("#chance b").innerText(), before, "the plan stays as it is");
  await page.locator("#what-if button", { hasText: "Write into the plan" }).click();
  await page.waitForFunction((before) => document.querySelector("#chance b").innerText !== before, before);
  await expectText(page.locator(".said"), /Written into the plan/);
  assert.ok(deal.length > 0);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((before) => document.querySelector("#chance b").innerText === before, before);
});

test("the flow opens the deals of a bar; the own call is written down", async ({ page }) => {
  await outlook(page);
  await page.locator("#flow select").selectOption({ index: 2 });
  await page.waitForSelector("#chart-flow");
  await page.focus("#chart-flow");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#flow .deals li");
  await page.fill("#own-call", "nothing");
  await page.keyboard.press("Enter");
  await expectText(page.locator("#categories [role=alert]"), /amount/);
  await page.fill("#own-call", "4.2M");
  await page.keyboard.press("Enter");
  await expectText(page.locator("#categories"), /Your own call/);
  await page.waitForFunction(() => /gives a chance of .* for at least that much/.test(document.querySelector("#categories").innerText));
  await saved(page);
});

test("days go where they count: what a deal takes is written into it, and the choice follows", async ({ page }) => {
  await outlook(page);
  const said = page.locator("#days [role=status]:not([data-working])");
  await expectText(said, /3 of 3 days used, 0 left.*One more day: \+/);
  const chosen = () => page.locator("#days tr[data-chosen] .deal").allInnerTexts();
  const before = await chosen();
  assert.equal(before.length, 3);
  const effort = page.locator("#days tbody tr").first().locator("input").nth(1);
  assert.equal(await effort.inputValue(), "1");
  await effort.fill("2.5");
  await page.keyboard.press("Enter");
  await expectText(said, /2.5 of 3 days used, 0.5 left|2 of 3 days used|3 of 3 days used/);
  await page.waitForFunction((before) => {
    const chosen = [...document.querySelectorAll("#days tr[data-chosen] .deal")].map((own) => own.innerText);
    return JSON.stringify(chosen) !== before;
  }, JSON.stringify(before));
  assert.equal(await effort.inputValue(), "2.5");
  await effort.fill("");
  await page.keyboard.press("Enter");
  // Emptied, it takes a day again. Others may be three as well until then.
  await page.waitForFunction((before) => {
    const chosen = [...document.querySelectorAll("#days tr[data-chosen] .deal")].map((own) => own.innerText);
    return JSON.stringify(chosen) === before;
  }, JSON.stringify(before));
  await saved(page);
});

test("what closed deals teach, and how far chances are to be trusted, in words", { timeout: 120_000 }, async ({ page }) => {
  await outlook(page);
  await done(page);
  assert.ok((await page.locator("#learned tbody tr").count()) >= 5);
  await expectText(page.locator("#learned"), /\d+ of \d+/);
  await expectText(page.locator("#learned"), /Where deals go from each stage: too few/);
  await expectText(page.locator("#accuracy"), /results fell between/);
  await expectText(page.locator("#accuracy"), /17 forecasts of deals are too few to judge/);
  // Month by month enough have been resolved.
  await page.selectOption("#span", "month");
  await expectText(page.locator("#accuracy"), /Brier score/);
  await expectText(page.locator("#accuracy"), /as bold as what came|too bold|too timid/);
  await axe(page);
});

test("where deals go from each stage is told from a hundred closed deals on, and its numbers say why", { timeout: 120_000 }, async ({ page }) => {
  const plan = JSON.parse(await readFile(new URL("../../public/sample.en.plan.json", import.meta.url), "utf8"));
  const closed = (count) =>
    Array.from({ length: count }, (_, at) => ({
      name: `Old ${at}`,
      stage: plan.tables.deals.find((deal) => deal.stage)?.stage,
      entered: "2026-01-05",
      closed: "2026-03-02",
      outcome: at % 4 ? "lost" : "won",
      reason: "price",
    }));
  const open = async (count) => {
    const more = { ...plan, tables: { ...plan.tables, deals: [...plan.tables.deals, ...closed(count)] } };
    const file = await chooser(page, () => page.locator("#begin-file").click());
    await file.setFiles({ name: "more.plan.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(more)) });
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await show(page, "forecast");
  };
  await open(120);
  const table = page.locator("#learned table", { has: page.locator("th", { hasText: "Days to the end" }) });
  await expectText(table, /Chance to be won/);
  const asked = table.locator("td[data-mark^='course']");
  assert.ok((await asked.count()) >= 6);
  const chance = table.locator("td[data-mark^='course4']").first();
  const shown = await chance.innerText();
  await chance.click();
  await expectText(page.locator("dialog[open]"), /share of stays that went each way/);
  assert.equal((await page.locator("dialog[open] .result").innerText()).replace(/\.\d+/, ""), shown.replace(/\.\d+/, ""));
  await axe(page);
});

test("what is no number of its range stays in its field as it was typed, with the reason, and counts for nothing", async ({ page }) => {
  await outlook(page);
  const said = page.locator("#days [role=status]:not([data-working])");
  await expectText(said, /3 of 3 days used/);
  const fields = [
    [page.locator("#days .settings input").first(), ["soon", "-1", "20000"], "4"],
    [page.locator("#days tbody tr").first().locator("input").nth(0), ["150", "maybe"], "88"],
    [page.locator("#days tbody tr").first().locator("input").nth(1), ["-2", "99999", "two"], "1.5"],
  ];
  for (const [field, wrong, right] of fields) {
    const before = await field.inputValue();
    for (const text of wrong) {
      await field.fill(text);
      await page.keyboard.press("Enter");
      await expectText(page.locator("#days [role=alert]"), new RegExp(`“${text}” is no`));
      assert.deepEqual([await field.inputValue(), await field.getAttribute("aria-invalid")], [text, "true"]);
    }
    await axe(page);
    await field.press("Escape");
    assert.deepEqual([await field.inputValue(), await page.locator("#days [role=alert]").count()], [before, 0]);
    await field.fill(wrong[0]);
    await page.keyboard.press("Enter");
    await field.fill(right);
    assert.equal(await page.locator("#days [role=alert]").count(), 0, "mended");
    await page.keyboard.press("Enter");
  }
  await expectText(said, /of 4 days used/);
  assert.equal(await page.locator("#days [aria-invalid]").count(), 0);
});

test("the flow adds up as a table: amounts and deals", async ({ page }) => {
  await outlook(page);
  await page.selectOption("#flow select", { label: "last 90 days" });
  await page.waitForFunction(() => document.querySelectorAll("#flow tbody tr").length > 4);
  const rows = await page.evaluate(() => [...document.querySelectorAll("#flow tbody tr")].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent.replace("−", "-").replace(/,|\s*\(.*/g, "")))));
  for (const column of [0, 1]) {
    const numbers = rows.map((row) => row[column]);
    assert.ok(numbers.every(Number.isFinite), `${numbers}`);
    const end = numbers.pop();
    assert.equal(numbers.reduce((sum, number) => sum + number, 0), end, `${numbers}`);
  }
});

test("the flow is asked between any two days", async ({ page }) => {
  await outlook(page);
  const [from, until] = [0, 1].map((nth) => page.locator("#flow .settings input").nth(nth));
  await from.fill("2026-10-01");
  await from.press("Enter");
  await page.waitForFunction(() => document.querySelector("#flow select").value === "0");
  await until.fill("10/31");
  await until.press("Enter");
  await expectText(page.locator("#flow select option:checked"), /between two days/);
  await expectText(page.locator("#flow"), /End/);
  await page.locator("#flow select").selectOption({ index: 2 });
  await page.waitForFunction(() => !/between/.test(document.querySelector("#flow select").innerText));
});

test("deals that rule one another out, but are likely together, are named", async ({ page }) => {
  const plan = JSON.parse(await readFile(new URL("../../public/sample.en.plan.json", import.meta.url), "utf8"));
  const scanners = plan.tables.deals.filter((deal) => deal.group === "Delta scanners");
  assert.equal(scanners.length, 2);
  for (const deal of scanners) deal.p_own = 600_000;
  const file = await chooser(page, () => page.locator("#begin-file").click());
  const buffer = Buffer.from(JSON.stringify(plan));
  await file.setFiles({ name: "over.plan.json", mimeType: "application/json", buffer });
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await show(page, "forecast");
  await expectText(page.locator(".overbooked p"), /at most one can be won, but their chances add up to 120/);
  assert.deepEqual(
    (await page.locator(".overbooked .deal").allInnerTexts()).sort(),
    scanners.map((deal) => deal.name).sort(),
  );
});

test("each deal to touch says in a sentence why: from, to, amount, pivot", async ({ page }) => {
  await outlook(page);
  const lines = await page.locator("#touches ol.deals > li").allInnerTexts();
  assert.equal(lines.length, 3);
  const lefts = await page.locator("#touches ol.deals > li").evaluateAll((lines) =>
    lines.map((line) => [...line.children].slice(0, 4).map((part) => Math.round(part.getBoundingClientRect().left)).join()),
  );
  assert.equal(new Set(lefts).size, 1, `the parts stand under one another: ${lefts.join(" | ")}`);
  for (const line of lines) {
    assert.match(line, /its chance goes from [\d.]+\s% to [\d.]+\s%\. It brings .*changes the chance of the target by \+[\d.]+ points/);
  }
});

test("with slip the page says how deals slip; unseen deals say what they bring, or what they lack", { timeout: 120_000 }, async ({ page }) => {
  await outlook(page);
  const periods = page.locator("#periods");
  await periods.locator("table").first().waitFor();
  await periods.locator("label", { hasText: "Deals slip" }).locator("input").click();
  await expectText(periods, /Of deals that are won, [\d.]+ % \/ [\d.]+ % \/ [\d.]+ % come .* from \d+ won/);
  await periods.locator("label", { hasText: "not yet seen" }).locator("input").click();
  await expectText(periods, /of this [\d.]+ ?[KM]? not yet seen|too few to say/);
});

test("the parts, the states and the rest are those of the person chosen in the strip", { timeout: 120_000 }, async ({ page }) => {
  await outlook(page);
  const deals = async () => {
    const open = await page.locator("#parts tbody tr td:nth-of-type(8)").allInnerTexts();
    return open.reduce((sum, text) => sum + Number(text), 0);
  };
  const all = await deals();
  await page.selectOption("#person", { label: "Li Wei" });
  await page.waitForFunction(() => document.querySelectorAll("#parts tbody tr").length === 1);
  assert.ok((await deals()) < all);
  await page.selectOption("#parts select", { label: "team" });
  await page.waitForFunction(() => document.querySelectorAll("#parts tbody tr").length === 1);
});

test("the fan of the year, and the confidence that a pipeline is to give", { timeout: 120_000 }, async ({ page }) => {
  await outlook(page);
  await done(page);
  const before = await page.locator("#fan h2").innerText();
  await page.locator("#fan label", { hasText: "The whole year" }).locator("input").click();
  await page.waitForFunction((before) => document.querySelector("#fan h2").innerText !== before, before);
  await page.waitForFunction(() => document.querySelector("#fan svg") && !document.querySelector("#fan [data-working]"));
  const pipeline = () => page.locator("#days").innerText();
  const most = await pipeline();
  await page.selectOption("#days select", { index: 0 });
  await page.waitForFunction((most) => document.querySelector("#days").innerText !== most, most);
  await expectText(page.locator("#days"), /For a 5[\d.]+ % chance of the target/);
});

test("an empty plan has a page, too", async ({ page }) => {
  await begin(page);
  await show(page, "forecast");
  // Every section says what it waits for, and none draws a picture of nothing.
  const waits = {
    end: /amount, an expected close, and a stage or a chance/,
    touches: /needs a target/,
    periods: /needs open deals/,
    parts: /needs open deals/,
    categories: /needs open deals/,
    "what-if": /needs open deals/,
    scenarios: /needs open deals/,
    flow: /no deal yet/,
    shape: /No deal stands in the funnel/,
    states: /no deal yet/,
    days: /needs a target/,
    learned: /too few to learn from/,
    accuracy: /nothing to score yet/,
  };
  for (const [id, words] of Object.entries(waits)) await expectText(page.locator(`#${id}`), words);
  assert.equal(await page.locator(".outlook svg").count(), 0);
  await axe(page);
  // One writes the amount: the period is the one in sight.
  await page.locator("#end button", { hasText: "Set one" }).click();
  await page.waitForSelector(`.app[data-tab="setup"]`);
  await page.keyboard.type("1m");
  await page.keyboard.press("Enter");
  await expectText(page.locator("#grid-targets-r0c0"), /^\d{4}-\d\d-01$/);
  await expectText(page.locator("#grid-targets-r0c4"), "1,000,000");
  await page.keyboard.press("Alt+ArrowLeft");
  await expectText(page.locator("#end"), /missing to the target|target/);
});

test("what is certain is said, not drawn", async ({ page }) => {
  const plan = JSON.parse(await readFile(new URL("../../public/sample.en.plan.json", import.meta.url), "utf8"));
  for (const deal of plan.tables.deals.filter((deal) => !deal.outcome)) {
    Object.assign(deal, { outcome: "lost", closed: "2026-11-20", reason: "price" });
  }
  const file = await chooser(page, () => page.locator("#begin-file").click());
  const buffer = Buffer.from(JSON.stringify(plan));
  await file.setFiles({ name: "over.plan.json", mimeType: "application/json", buffer });
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  await show(page, "forecast");
  await expectText(page.locator("#end"), /is won, and no open deal is expected to add to it.*missing to the target/s);
  assert.equal(await page.locator("#end svg").count(), 0);
  await expectText(page.locator("#categories"), /Closed/);
});

test("a miss is explained by the deals of which it says most: from and to", async ({ page }) => {
  await outlook(page);
  const reasons = await page.locator("#days ol.deals > li").allInnerTexts();
  assert.ok(reasons.length >= 3, `${reasons}`);
  const rises = reasons.map((line) => {
    const [, before, after] = /lost: ([\d.]+) % → ([\d.]+) %/.exec(line);
    return after - before;
  });
  assert.ok(rises.every((rise, at) => rise > 0 && (at === 0 || rise <= rises[at - 1] + 0.2)), `${rises}`);
});

test("the page fits a phone, in Chinese and dark", { viewport: { width: 390, height: 844 }, locale: "zh-CN", theme: "dark" }, async ({ page }) => {
  await outlook(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide}`);
  assert.match(await page.locator("svg.dist").getAttribute("aria-label"), /可能结果。结果分布/);
  const days = page.locator("#days .scrolls");
  assert.ok(await days.evaluate((own) => own.scrollWidth <= own.clientWidth), "the days need no scrolling sideways");
  await axe(page);
  await screenshot(page, "forecast phone");
});
