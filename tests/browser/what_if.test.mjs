// What if, by hand: chances dragged, deals won and lost, dates moved; kept, dropped, or named as scenarios.

import assert from "node:assert/strict";
import { axe, expectText, screenshot, test } from "./harness.mjs";
import { begin, saved, show } from "./work.mjs";

const PHONE = {
  viewport: { width: 390, height: 844 },
  locale: "zh-CN",
  theme: "dark",
  browser: { hasTouch: true, isMobile: true },
  timeout: 120_000,
};

async function rehearsal(page) {
  await begin(page, "sample");
  await show(page, "forecast");
  await page.waitForSelector("#chart-what-if");
  await page.locator("#what-if .supposed").scrollIntoViewIfNeeded();
}

const line = (page, nth) => page.locator("#what-if .supposed > li").nth(nth);
const slider = (page, nth) => line(page, nth).locator("input[type=range]");
const names = (page) => page.locator("#what-if .supposed > li .deal").allInnerTexts();
const answer = (page) => page.locator("#what-if .answer").innerText();
const strip = (page) => page.locator("#chance b").innerText();
const changed = (page) => page.locator("#what-if .supposed > li[data-supposed]").count();

/** Waits until the sentence about the change is another one. */
const moved = (page, before) =>
  page.waitForFunction((before) => document.querySelector("#what-if .answer").innerText !== before, before);

test("a chance is dragged: figures follow, nothing moves under the hand, one undo takes it back", { timeout: 120_000 }, async ({ page }) => {
  await rehearsal(page);
  const [order, plan, still] = [await names(page), await strip(page), await answer(page)];
  const box = await slider(page, 4).boundingBox();
  const top = (await line(page, 4).boundingBox()).y;
  const x = (share) => box.x + 8 + share * (box.width - 16);
  await page.mouse.move(x(0.2), box.y + box.height / 2);
  await page.mouse.down();
  let last = still;
  for (const share of [0.35, 0.5, 0.7, 0.9]) {
    await page.mouse.move(x(share), box.y + box.height / 2);
    await moved(page, last);
    last = await answer(page);
    assert.deepEqual(await names(page), order);
    assert.equal((await line(page, 4).boundingBox()).y, top, "the slider stays under the hand");
  }
  await page.mouse.up();
  assert.ok(Math.abs(Number(await slider(page, 4).inputValue()) - 90) <= 2);
  assert.match(await slider(page, 4).getAttribute("aria-valuetext"), /in the plan 20/);
  assert.equal(await changed(page), 1);
  assert.equal(await strip(page), plan, "the plan stays as it is");
  await page.keyboard.press("Control+z");
  await moved(page, last);
  assert.equal(await answer(page), still, "the whole drag at once");
  await page.keyboard.press("Control+y");
  await moved(page, still);
  assert.equal(await answer(page), last);
  await axe(page);
  await screenshot(page, "what if");
});

test("keys move a chance by one and by ten, a date by weeks and months; each deal goes back alone", async ({ page }) => {
  await rehearsal(page);
  const still = await answer(page);
  await slider(page, 0).focus();
  const before = Number(await slider(page, 0).inputValue());
  await page.keyboard.press("ArrowRight");
  assert.equal(Number(await slider(page, 0).inputValue()), before + 1);
  await page.keyboard.press("PageUp");
  assert.equal(Number(await slider(page, 0).inputValue()), before + 11);
  await page.keyboard.press("End");
  assert.equal(await slider(page, 0).inputValue(), "100");
  await page.keyboard.press("Home");
  assert.equal(await slider(page, 0).inputValue(), "0");
  await moved(page, still);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => document.querySelector(".supposed input[type=range]").value === "100");
  const day = line(page, 1).locator(".when input");
  const close = await day.inputValue();
  await day.focus();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Shift+PageUp");
  const later = new Date(close);
  later.setUTCMonth(later.getUTCMonth() + 1);
  later.setUTCDate(later.getUTCDate() - 7);
  await page.waitForFunction(
    ([nth, day]) => document.querySelectorAll(".supposed > li")[nth].querySelector(".when input").value === day,
    [1, later.toISOString().slice(0, 10)],
  );
  // Typed as in a cell; what is no day stays, marked, and counts for nothing.
  await day.fill("next Pentecost");
  await day.press("Enter");
  await expectText(line(page, 1).locator("[role=alert]"), /“next Pentecost” is no day/);
  assert.equal(await day.getAttribute("aria-invalid"), "true");
  await day.fill("15 Dec 2027");
  await day.press("Enter");
  await page.waitForFunction((nth) => document.querySelectorAll(".supposed > li")[nth].querySelector(".when input").value === "2027-12-15", 1);
  assert.equal(await line(page, 1).locator("[role=alert]").count(), 0);
  await line(page, 1).locator("button", { hasText: "+1 wk" }).press("Enter");
  assert.equal(await changed(page), 2);
  await line(page, 0).getByRole("button", { name: /put back/ }).press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 1);
  await line(page, 1).getByRole("button", { name: /put back/ }).press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 0);
  assert.equal(await answer(page), still);
});

test("a chance beyond its range stays as it was typed, is marked, and supposes nothing; the answer stays in sight", async ({ page }) => {
  await rehearsal(page);
  const still = await answer(page);
  const last = page.locator("#what-if .supposed > li").last();
  const field = last.locator(".chance input[type=text]");
  await field.fill("150");
  await page.keyboard.press("Tab");
  await expectText(last.locator("[role=alert]"), "“150” is no chance: write a number from 0 to 100.");
  assert.deepEqual([await field.inputValue(), await field.getAttribute("aria-invalid")], ["150", "true"]);
  assert.deepEqual([await changed(page), await answer(page)], [0, still]);
  await axe(page);
  // What means a chance counts as it is typed, key by key, and what means none any more for nothing.
  await field.fill("");
  await field.pressSequentially("7");
  await moved(page, still);
  assert.equal(await last.locator(".chance input[type=range]").inputValue(), "7");
  await field.pressSequentially(".5");
  assert.equal(await field.inputValue(), "7.5");
  await field.pressSequentially("x");
  await expectText(last.locator("[role=alert]"), /“7.5x” is no chance/);
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 0);
  await page.keyboard.press("Backspace");
  await moved(page, still);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 0);
  assert.equal(await last.locator("[role=alert]").count(), 0);
  await field.fill("95 %");
  await page.keyboard.press("Tab");
  await moved(page, still);
  assert.deepEqual([await last.locator("[role=alert]").count(), await field.getAttribute("aria-invalid")], [0, null]);
  // Once it is mended, left by Esc or overtaken by another chance, nothing is said of it any more.
  const marks = async () => [await last.locator("[role=alert]").count(), await field.inputValue()];
  const wrong = async () => {
    await field.fill("1x");
    await page.keyboard.press("Tab");
    await expectText(last.locator("[role=alert]"), /“1x” is no chance/);
  };
  await wrong();
  await field.fill("12");
  assert.deepEqual(await marks(), [0, "12"], "as soon as it is mended");
  await field.fill("12x");
  assert.deepEqual(await marks(), [1, "12x"]);
  await page.keyboard.press("Escape");
  assert.deepEqual(await marks(), [0, "95"]);
  await wrong();
  await last.locator("button", { hasText: "won" }).click();
  assert.deepEqual(await marks(), [0, "100"]);
  await wrong();
  await page.locator("#what-if button", { hasText: "Discard all" }).first().click();
  await page.waitForFunction(() => document.querySelectorAll("#what-if [role=alert]").length === 0);
  await field.fill("95 %");
  await page.keyboard.press("Tab");
  await moved(page, still);
  // What has changed is read where one works, however far below.
  const seen = await page.evaluate(() => {
    const box = document.querySelector("#what-if .answer").getBoundingClientRect();
    const top = document.elementFromPoint(box.left + 20, box.top + box.height / 2);
    return top.closest(".answer") !== null;
  });
  assert.ok(seen, "the answer is covered or scrolled away");
});

test("a deal has three stops of Tab; arrows go along its buttons and on to its day", async ({ page }) => {
  await rehearsal(page);
  const focused = () =>
    page.evaluate(() => {
      const { tagName, type, className, innerText } = document.activeElement;
      const all = [...document.querySelectorAll("#what-if .supposed > li")];
      return `${all.indexOf(document.activeElement.closest("li"))} ${tagName === "INPUT" ? type : className || innerText}`;
    });
  await line(page, 0).locator(".deal").focus();
  const stops = [await focused()];
  for (let nth = 0; nth < 3; nth += 1) {
    await page.keyboard.press("Tab");
    stops.push(await focused());
  }
  assert.deepEqual(stops, ["0 deal", "0 range", "0 text", "1 deal"]);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "0 deal");
  const walked = [];
  for (let nth = 0; nth < 8; nth += 1) {
    await page.keyboard.press("ArrowRight");
    walked.push(await focused());
  }
  assert.deepEqual(walked, ["0 icon", "0 won", "0 lost", "0 step", "0 step", "0 step", "0 step", "0 text"]);
  await line(page, 0).locator("button", { hasText: "won" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 1);
  assert.equal(await focused(), "0 won", "the focus stays");
  await page.keyboard.press("Home");
  assert.equal(await focused(), "0 deal");
});

test("any deal is found; a chance is typed; what is kept is what was shown", async ({ page }) => {
  await rehearsal(page);
  const order = await names(page);
  // One of the deals that are not offered.
  await page.focus("#suppose-find");
  const all = await page.evaluate(() => document.querySelectorAll(".supposed > li").length);
  await page.keyboard.type("a");
  const found = page.locator(".find-deal li button");
  await found.first().waitFor();
  const other = (await found.allInnerTexts()).find((text) => !order.includes(text.split(" · ")[0]));
  assert.ok(other, "the sample has more deals than are offered");
  await found.filter({ hasText: other }).first().click();
  await page.waitForFunction((all) => document.querySelectorAll(".supposed > li").length === all + 1, all);
  assert.deepEqual(await names(page), [other.split(" · ")[0], ...order]);
  await line(page, 0).locator(".chance input[type=text]").fill("87,5".replace(",", "."));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 1);
  await line(page, 1).locator("button", { hasText: "won" }).click();
  const shown = page.locator("#what-if .rehearsal > div > table tbody tr").first().locator("td").nth(1);
  await page.waitForFunction(() => document.querySelectorAll(".supposed > li[data-supposed]").length === 2);
  const after = await shown.innerText();
  await page.locator("#what-if button", { hasText: "Write into the plan" }).click();
  await page.waitForFunction((after) => document.querySelector("#chance b").innerText.trim() === after.trim(), after);
  assert.equal(await changed(page), 0);
  await saved(page);
});

test("scenarios are named, compared, opened, renamed and deleted, and survive the browser", { profile: true, timeout: 120_000 }, async ({ page, reopen }) => {
  await rehearsal(page);
  const still = await answer(page);
  await line(page, 0).locator("button", { hasText: "won" }).click();
  await line(page, 1).locator("button", { hasText: "lost" }).click();
  await page.fill("#scenario-name", "A good month");
  await page.keyboard.press("Enter");
  // Behind the plan and the sample's own scenario.
  const own = page.locator("#scenarios tbody tr").nth(2);
  await own.locator("input").waitFor();
  assert.equal(await own.locator("input").inputValue(), "A good month");
  assert.ok((await page.locator("#scenarios tbody tr").count()) >= 5, "beside the plan and the odds");
  const supposed = await answer(page);
  await page.locator("#what-if button", { hasText: "Discard all" }).click();
  await moved(page, supposed);
  assert.equal(await answer(page), still);
  await own.locator("input").fill("Two decisions");
  await page.keyboard.press("Enter");
  await own.getByRole("button", { name: "Open “Two decisions”" }).click();
  await moved(page, still);
  assert.equal(await answer(page), supposed);
  // A deal of the scenario closes: it is said, not dropped.
  const deal = (await names(page))[1];
  await line(page, 0).getByRole("button", { name: /put back/ }).click();
  await line(page, 1).locator("button", { hasText: "lost" }).click();
  await line(page, 1).locator("button", { hasText: "won" }).click();
  await page.locator("#what-if button", { hasText: "Write into the plan" }).click();
  await expectText(own.locator(".idle"), /closed already/);
  assert.ok((await own.locator(".idle").innerText()).startsWith(deal));
  await axe(page);
  await saved(page);
  ({ page } = await reopen());
  await show(page, "forecast");
  await page.waitForSelector("#scenarios .idle");
  await page.getByRole("button", { name: "Delete “Two decisions”" }).click();
  const fields = (count) =>
    page.waitForFunction((count) => document.querySelectorAll("#scenarios input").length === count, count);
  await fields(1);
  await page.keyboard.press("Control+z");
  await fields(2);
  const figure = page.locator("#scenarios tbody tr").nth(2).locator("button.ask").first();
  await figure.click();
  await page.waitForSelector("dialog[open] .explained");
});

test("on a phone fingers hit what they aim at, and drag", PHONE, async ({ page, context }) => {
  await rehearsal(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide}`);
  const over = await page.evaluate(() =>
    [...document.querySelectorAll("#what-if, #scenarios")].map((own) => own.scrollWidth - own.clientWidth),
  );
  assert.deepEqual(over, [0, 0], "nothing stands out of its section");
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("#what-if :is(button, input, summary), #scenarios :is(button:not(.ask), input)")]
      .map((own) => [own.className || own.type, own.getBoundingClientRect().height])
      .filter(([, height]) => height > 0 && height < 44),
  );
  assert.deepEqual(small, []);
  await slider(page, 2).scrollIntoViewIfNeeded();
  const still = await answer(page);
  const box = await slider(page, 2).boundingBox();
  const devtools = await context.newCDPSession(page);
  const y = box.y + box.height / 2;
  const touch = (type, points) => devtools.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await touch("touchStart", [{ x: box.x + 20, y }]);
  for (const share of [0.3, 0.5, 0.75]) await touch("touchMove", [{ x: box.x + share * box.width, y }]);
  await touch("touchEnd", []);
  await moved(page, still);
  assert.ok(Math.abs(Number(await slider(page, 2).inputValue()) - 75) <= 8);
  assert.equal(await changed(page), 1);
  await axe(page);
  await screenshot(page, "what if phone");
});
