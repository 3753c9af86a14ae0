// Every edit is kept: over reloads, kills and two tabs. And plan files go out and in.

import assert from "node:assert/strict";
import { chooser, drop, expectText, test } from "./harness.mjs";
import { add, begin, close, exported, hasDeal, isSaved, plan, reload, type } from "./plans.mjs";

test("a first visit asks, and what is typed is there after a reload", async ({ page }) => {
  assert.equal(await plan(page), "", "nothing is kept before there is something to keep");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ["quadrille/device"]);
  await begin(page);
  await page.keyboard.type("Haitian"); // the grid has the focus
  await page.keyboard.press("Enter");
  await type(page, ["海天"]);
  await isSaved(page);
  const address = await plan(page);
  await reload(page);
  assert.equal(await plan(page), address);
  await hasDeal(page, "Haitian");
  await hasDeal(page, "海天");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.keyboard.type("Changed");
  await page.keyboard.press("Enter");
  await hasDeal(page, "Changed");
});

test("the plan comes back after the browser was closed, and without its address", { profile: true }, async ({ page, reopen }) => {
  await begin(page);
  await type(page, ["Haitian"]);
  await isSaved(page);
  ({ page } = await reopen());
  await hasDeal(page, "Haitian");
  assert.match(await plan(page), /^#plan=/);
});

test("undo and redo go on after a reload", async ({ page }) => {
  await begin(page);
  await type(page, ["One", "Two", "Three"]);
  await page.keyboard.press("Control+z");
  await isSaved(page);
  await reload(page);
  assert.deepEqual((await exported(page)).deals, ["One", "Two"]);
  await page.keyboard.press("Control+z");
  assert.deepEqual((await exported(page)).deals, ["One"]);
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+y");
  assert.deepEqual((await exported(page)).deals, ["One", "Two", "Three"]);
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("Control+z");
  const { file } = await exported(page);
  assert.equal(file.tables.deals, undefined);
  assert.ok(file.tables.stages.length > 3, "undo does not take the set-up away");
});

test("two tabs on one plan follow one another and both keep their edits", async ({ page, newPage, url }) => {
  await begin(page);
  await type(page, ["First"]);
  await isSaved(page);
  const other = await newPage();
  assert.equal(await plan(other), await plan(page), `${url} opens the plan that was opened last`);
  await hasDeal(other, "First");
  await type(other, ["Second"]);
  await hasDeal(page, "Second");
  for (let round = 0; round < 10; round += 1) {
    await Promise.all([type(page, [`a${round}`]), type(other, [`b${round}`])]);
  }
  await Promise.all([isSaved(page), isSaved(other)]);
  await Promise.all([hasDeal(page, "b9"), hasDeal(other, "a9")]);
  const [one, two] = [await exported(page), await exported(other)];
  assert.equal(one.deals.length, 22, one.deals.join(" "));
  assert.equal(new Set(one.deals).size, 22);
  assert.deepEqual(one.file.tables, two.file.tables);
  await reload(page);
  assert.deepEqual((await exported(page)).file.log, two.file.log);
});

test("undo leaves what the other tab wrote into the cell later, and says so", async ({ page, newPage }) => {
  await begin(page);
  await type(page, ["First"]);
  await isSaved(page);
  const other = await newPage();
  await hasDeal(other, "First");
  const write = async (tab, name) => {
    await tab.locator("#grid-deals-r0c0").dispatchEvent("pointerdown", { button: 0, isPrimary: true });
    await tab.keyboard.type(name);
    await tab.keyboard.press("Enter");
  };
  await write(other, "Second");
  await hasDeal(page, "Second");
  await write(page, "Third");
  await hasDeal(other, "Third");
  await other.keyboard.press("Control+z");
  await expectText(other.locator(".toast"), /changed elsewhere since, and stays so/);
  await hasDeal(other, "Third");
  await page.keyboard.press("Control+z");
  await hasDeal(page, "Second");
  await hasDeal(other, "Second");
});

test("a reload comes back to the page and the cell", async ({ page }) => {
  await begin(page);
  await type(page, ["One", "Two", "Three"]);
  await isSaved(page);
  await page.keyboard.press("Control+Home");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  const cell = () => page.locator(".cell[data-active]").getAttribute("id");
  const before = await cell();
  assert.equal(before, "grid-deals-r1c3");
  await reload(page);
  await page.waitForFunction((id) => document.querySelector(".cell[data-active]")?.id === id, before);
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await expectText(page.locator("#grid-deals-r1c3"), /7/);
  await page.locator("#tab-forecast").click();
  await reload(page);
  await page.locator(".app[data-tab=forecast]").waitFor();
});

test("every edit shows in the other tab, and how soon is told", async ({ page, newPage }) => {
  await begin(page);
  const other = await newPage();
  const times = [];
  for (let round = 0; round < 20; round += 1) {
    const seen = other.evaluate(
      (name) =>
        new Promise((done) => {
          const look = () => {
            const found = [...document.querySelectorAll(".cell")].some((cell) => cell.textContent === name);
            if (found) done(Date.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
      `r${round}`,
    );
    await add(page);
    await page.keyboard.type(`r${round}`);
    const typed = page.evaluate(
      () => new Promise((done) => addEventListener("keydown", () => done(Date.now()), { capture: true, once: true })),
    );
    await page.evaluate(() => undefined); // the listener stands
    await page.keyboard.press("Enter");
    times.push((await seen) - (await typed));
  }
  times.sort((one, two) => one - two);
  console.log(`two tabs: p50 ${times[10]} ms, p95 ${times[18]} ms`);
  assert.equal(times.length, 20, "the goal of 100 ms is for a quiet machine; here it is reported, not asserted");
});

const KILLS = Number(process.env.QUADRILLE_KILLS ?? 20);

test(`kill -9 in mid-edit: ${KILLS} trials, no acknowledged edit is lost`, { profile: true, timeout: 30_000 + 15_000 * KILLS }, async ({ page, kill }) => {
  await begin(page);
  const acknowledged = [];
  let typed = 0;
  for (let trial = 0; trial < KILLS; trial += 1) {
    await add(page);
    const rounds = 1 + Math.floor(Math.random() * 6);
    for (let round = 0; round < rounds; round += 1) {
      const name = `t${trial}r${round}`;
      await page.keyboard.type(name);
      await page.keyboard.press("Enter");
      typed += 1;
      await isSaved(page);
      acknowledged.push(name);
    }
    if (trial % 2 === 0) {
      // These are on their way, and one is unfinished, when the browser is killed.
      await page.keyboard.type(`u${trial}`);
      await page.keyboard.press("Enter");
      await page.keyboard.type("unfinished");
      typed += 1;
    }
    ({ page } = await kill());
    const { deals } = await exported(page);
    const lost = acknowledged.filter((name) => !deals.includes(name));
    assert.deepEqual(lost, [], `lost in trial ${trial}`);
    assert.equal(new Set(deals).size, deals.length, "none twice");
    assert.equal(await page.locator("dialog[open]").count(), 0, "a kill is no damage");
  }
  console.log(`kill -9: ${acknowledged.length} acknowledged, ${typed} typed, ${(await exported(page)).deals.length} found`);
});

test("a plan file comes back as a new plan, equal to the last byte", async ({ page }) => {
  await begin(page);
  await type(page, ["Haitian", "海天"]);
  const first = await exported(page);
  assert.match(first.name, /\.plan\.json$/);
  const address = await plan(page);
  await drop(page, "body", [{ name: "colleague.plan.json", type: "application/json", text: first.text }]);
  await expectText(page.locator("dialog[open]"), /It holds nothing that this plan does not have/);
  await page.locator("#merge-open").click();
  await page.waitForFunction((before) => location.hash !== before, address);
  await isSaved(page);
  const second = await exported(page);
  const strip = ({ name, saved, log, tables: { settings, ...tables }, ...rest }) => ({ ...rest, tables });
  assert.deepEqual(strip(second.file), strip(first.file));
  assert.deepEqual(second.file.log.slice(0, first.file.log.length), first.file.log);
  assert.equal(second.file.name, "colleague", "a plan without a name takes that of its file");
  await drop(page, "body", [{ name: "again.plan.json", text: second.text }]);
  await page.locator("#merge-open").click();
  await page.waitForFunction((title) => document.title === title, "colleague · Funnel · Quadrille");
  const third = await exported(page);
  assert.deepEqual({ ...third.file, saved: 0 }, { ...second.file, saved: 0 });
  await page.locator("button.plan").click();
  assert.equal(await page.locator("dialog .plans li").count(), 3, "nothing was replaced");
});

test("a chosen file opens as a new plan", async ({ page }) => {
  const text = '{"format":"quadrille-plan","version":1,"min_reader":1,"tables":{"deals":[{"name":"Chosen"}]}}';
  const file = await chooser(page, () => page.locator("#begin-file").click());
  await file.setFiles({ name: "north.plan.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await hasDeal(page, "Chosen");
  await isSaved(page);
  await reload(page);
  await hasDeal(page, "Chosen");
});

for (const [what, text, said] of [
  ["an empty file", "", /empty/],
  ["a picture", "\u0089PNG\r\n\u001a\n", /not a Quadrille plan|a picture or a document/],
  ["other JSON", '{"a": 1}', /not a Quadrille plan/],
  ["half a file", '{"format":"quadrille-plan","version":1,"tables":{"deals":[{"na', /ends too early, at table deals, row 1, line 1, column 62/],
  ["a newer file", '{"format":"quadrille-plan","version":7,"min_reader":7}', /newer version \(format 7/],
  ["a key twice", '{"format":"quadrille-plan","version":1,\n"version":1}', /“version” stands twice at line 2/],
  ["a wrong identity", '{"format":"quadrille-plan","version":1,"tables":{"deals":[{"id":"x"}]}}', /table deals, row 1, field id/],
]) {
  test(`${what} is refused, and the open plan untouched`, async ({ page }) => {
    await begin(page);
    await type(page, ["Mine"]);
    await isSaved(page);
    const [address, before] = [await plan(page), await exported(page)];
    await drop(page, "body", [{ name: "broken.plan.json", text }]);
    const dialog = page.locator("dialog[open]");
    await expectText(dialog.locator("h2"), "broken.plan.json was not opened. Your plans are untouched.");
    assert.match(await dialog.innerText(), said);
    await close(page);
    assert.equal(await plan(page), address);
    assert.deepEqual({ ...(await exported(page)).file, saved: 0 }, { ...before.file, saved: 0 });
  });
}

test("whoever has no plan yet goes on choosing after a refused file", async ({ page }) => {
  await drop(page, "body", [{ name: "x.json", text: "no" }]);
  await page.locator("dialog[open] h2", { hasText: "x.json" }).waitFor();
  await close(page);
  await begin(page);
});

test("plans are renamed, copied by file, deleted; the next one opens", async ({ page }) => {
  await begin(page);
  await type(page, ["One"]);
  await page.locator("button.plan").click();
  await page.locator("dialog .rename input").fill("North");
  await page.locator("dialog .rename button").click();
  await page.waitForFunction(() => document.title === "North · Funnel · Quadrille");
  const north = await plan(page);
  await page.locator("button.plan").click();
  await page.locator("dialog .buttons button", { hasText: "New plan" }).first().click();
  await page.waitForFunction((before) => location.hash !== before, north);
  await isSaved(page);
  await page.locator("button.plan").click();
  assert.equal(await page.locator("dialog .plans li").count(), 2);
  await page.locator("dialog .plans li", { hasText: "Untitled" }).getByText("Delete plan").click();
  await page.locator("dialog .confirm .danger").click();
  await page.waitForFunction((before) => location.hash === before, north);
  await hasDeal(page, "One");
  await reload(page);
  assert.equal(await page.title(), "North · Funnel · Quadrille");
  await page.locator("button.plan").click();
  assert.equal(await page.locator("dialog .plans [data-plan]").count(), 1);
});

test("a deleted plan is brought back from the bin, by keys, and the only one from the welcome", async ({ page }) => {
  await begin(page);
  await type(page, ["One"]);
  await page.locator("button.plan").click();
  await page.locator("dialog .rename input").fill("First");
  await page.keyboard.press("Enter");
  const one = await plan(page);
  const remove = async () => {
    await page.locator("dialog [data-plan]").first().getByText("Delete plan").press("Enter");
    await page.locator("dialog .confirm .danger").press("Enter");
  };
  await page.locator("button.plan").click();
  await page.locator("dialog .buttons button", { hasText: "New plan" }).first().click();
  await page.waitForFunction((before) => location.hash !== before, one);
  await isSaved(page);
  await page.locator("button.plan").click();
  await remove();
  await page.waitForFunction((before) => location.hash === before, one);
  await page.locator("dialog .bin button:focus", { hasText: "Restore" }).waitFor();
  await page.waitForFunction(() => document.querySelector("dialog .rename input").value === "First");
  await page.keyboard.press("Enter");
  await page.locator("dialog [data-plan] .choice:focus", { hasText: "Untitled" }).waitFor();
  assert.equal(await page.locator("dialog [data-plan]").count(), 2);
  assert.equal(await page.locator("dialog .bin").count(), 0);
  await remove();
  await page.locator("dialog .bin button:focus").waitFor();
  await remove();
  await page.locator("#begin-blank").waitFor();
  assert.equal(await page.locator("dialog .bin li").count(), 2);
  await reload(page);
  const kept = page.locator("dialog .bin li").first();
  await kept.getByText("Restore").press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#plan=") && !document.querySelector("dialog[open]"));
  await isSaved(page);
});

test("the text of an open editor survives a reload as a note", async ({ page, newPage }) => {
  await begin(page);
  await add(page);
  await page.keyboard.type("unfinished");
  const lock = await page.evaluate(async () => {
    const { held } = await navigator.locks.query();
    return held.find(({ name }) => name.startsWith("quadrille/tab/")).name;
  });
  const other = await newPage();
  assert.equal(await other.locator(".notices", { hasText: "unfinished" }).count(), 0, "the tab is alive");
  // A closing tab may still be told that its field is left, and then the text is a deal at once; one that ends is not.
  await page.evaluate(() => addEventListener("blur", (event) => event.stopImmediatePropagation(), true));
  await page.close();
  // A tab is alive as long as it holds its lock, which the browser takes back some moments after it is closed.
  await other.waitForFunction(async (lock) => {
    const { held } = await navigator.locks.query();
    return !held.some(({ name }) => name === lock);
  }, lock);
  await reload(other);
  const left = other.locator(".notices .banner", { hasText: "unfinished" });
  await left.getByRole("button", { name: "Discard it" }).waitFor();
  // It goes back into the cell that it was typed into, as if it were just being typed.
  await left.getByRole("button", { name: "Continue typing" }).click();
  await other.waitForFunction(() => !document.querySelector(".notices .banner"));
  await other.keyboard.type(" but kept");
  await other.keyboard.press("Enter");
  await hasDeal(other, "unfinished but kept");
  await isSaved(other);
  await reload(other);
  assert.equal(await other.locator(".notices .banner").count(), 0);
});

test("a page that is loaded anew in the midst of a text goes on with it where it was", async ({ page }) => {
  await begin(page);
  await type(page, ["First"]);
  await type(page, ["Second"]);
  await isSaved(page);
  await page.locator("#grid-deals-r1c0").click();
  await page.keyboard.type("Big new na");
  await reload(page);
  await page.waitForFunction(() => document.activeElement?.value === "Big new na");
  await page.keyboard.type("me");
  await page.keyboard.press("Enter");
  await isSaved(page);
  assert.deepEqual((await exported(page)).deals, ["First", "Big new name"]);
  assert.equal(await page.locator(".notices .banner").count(), 0);
});

test("an address that names no plan of this browser opens the last one", async ({ page, url }) => {
  await begin(page);
  await type(page, ["Mine"]);
  await isSaved(page);
  const address = await plan(page);
  await page.evaluate(() => (location.hash = "#plan=somebodyelses"));
  await reload(page);
  assert.equal(await plan(page), address);
  await page.goto(`${url}#plan=<script>`);
  await reload(page);
  await hasDeal(page, "Mine");
  assert.equal(await plan(page), address);
});

for (const [locale, name] of [["en-US", /sample/i], ["zh-CN", /示例/]]) {
  test(`the sample is opened, marked and kept, ${locale}`, { locale }, async ({ page }) => {
    await page.locator("#begin-sample").click();
    await page.locator(".notices", { hasText: name }).waitFor();
    await isSaved(page);
    const { file } = await exported(page);
    assert.ok(file.tables.deals.length >= 40 && file.log.length > 500, `${file.log.length} transactions`);
    await reload(page);
    assert.deepEqual({ ...(await exported(page)).file, saved: 0 }, { ...file, saved: 0 });
    await page.locator(".notices .banner button").click();
    await page.waitForFunction(() => !document.querySelector(".notices .banner"));
    await isSaved(page);
    await page.keyboard.press("Control+z");
    await page.locator(".notices", { hasText: name }).waitFor();
  });
}

test("the welcome stays until the sample has come, however often it is asked for", async ({ page }) => {
  let asked = 0;
  let send;
  const held = new Promise((done) => (send = done));
  await page.route("**/sample.*", async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  await page.click("#begin-sample");
  await page.click("#begin-sample");
  await page.keyboard.type("not into the plan behind");
  assert.equal(await page.locator("dialog[open]").count(), 1);
  send();
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  assert.ok(await page.locator(".banner .strong").isVisible(), "with the welcome gone the sample stands");
  assert.equal(asked, 1);
  await page.keyboard.type("Typed at once");
  await page.keyboard.press("Enter");
  await hasDeal(page, "Typed at once");
});

test(
  "a sample that cannot be fetched is said, and the choice stands again",
  { intercept: (path) => path.startsWith("sample.") && { status: 503 }, allow: [/503/] },
  async ({ page }) => {
    await page.locator("#begin-sample").click();
    await expectText(page.locator("dialog[open] h2"), /sample.en.plan.json was not opened/);
    await close(page);
    await begin(page);
  },
);
