// The release page has its functions in three modules (.ci/parts.mjs): the first draws the page, a first visit never waits
// for the third, what needs one gets it, and where it cannot be fetched the last page says so.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test as nodeTest } from "node:test";
import { dist, expectText, standing, test } from "./harness.mjs";
import { begin } from "./work.mjs";

const isSoon = (path) => path.endsWith("_soon.wasm");
const isRest = (path) => path.endsWith("_rest.wasm");
const missing = { status: 404 };
const MISSES = [/Failed to load resource/];
// `make dev` and the quick build have one module.
const skip = !(await readdir(dist)).some(isRest);

/** What gzip makes of the files, in KB. */
async function compressed(wanted) {
  const files = (await readdir(dist)).filter((file) => /\.(html|js|css|wasm)$/.test(file) && wanted(file));
  const sizes = await Promise.all(
    files.map(async (file) => [file, gzipSync(await readFile(join(dist, file)), { level: 9 }).length / 1000]),
  );
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  return { total, list: sizes.map(([file, size]) => `${size.toFixed(0).padStart(5)} KB  ${file}`).join("\n") };
}

// The goal is 300 KB; until it is reached none may grow unseen. Whoever makes one smaller lowers its limit. The whole is some
// 65 KB more than one module would be (stubs, imports, what the parts say alike); nobody waits for that, so what is seldom
// wanted belongs to the last part: scenarios and the explanations of the forecast are 50 KB of it, and that every section of
// the Forecast page stops in the middle of its work and goes on later is 20 KB; the texts of both stand in the first part.
for (const [what, limit, wanted] of [
  ["a page that is drawn", 733, (file) => !isSoon(file) && !isRest(file) && file !== "offline.js"],
  ["what a first visit waits for", 870, (file) => !isRest(file) && file !== "offline.js"],
  ["the whole application", 1_514, () => true],
]) {
  nodeTest(`${what} stays within its bytes`, { skip }, async () => {
    const { total, list } = await compressed(wanted);
    assert.ok(total <= limit, `${total.toFixed(0)} KB of gzip, more than ${limit}:\n${list}\nSee “How a view stays small” in ARCHITECTURE.md.`);
  });
}

// What reads decimal fractions in Rust, and what knows small and capital letters: 35 KB that hardly compress, for what
// `platform::number` and `model::letters` do with less. The first powers of five, and the first letters that are not ASCII.
nodeTest("no table of the standard library is fetched that ours replace", { skip }, async () => {
  const tables = { "powers of five": "5ad63b92d653f4ee", "small letters": "c0000000e0000000c1000000e1000000" };
  for (const file of (await readdir(dist)).filter((file) => file.endsWith(".wasm"))) {
    const bytes = await readFile(join(dist, file));
    for (const [what, hex] of Object.entries(tables)) assert.ok(!bytes.includes(Buffer.from(hex, "hex")), `${file}: ${what}`);
  }
});

test("a first visit needs nothing of the rest", { skip, intercept: (path) => isRest(path) && missing, allow: MISSES }, async ({ page }) => {
  await page.getByRole("button", { name: /sample/i }).first().click();
  await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  const cell = page.locator("[data-active]").first();
  await cell.waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("Worked without the rest");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  await expectText(cell, "Worked without the rest");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+y");
  await expectText(page.locator("[data-active]").first(), "Worked without the rest");
  await page.reload();
  await standing(page);
  await page.getByText("Worked without the rest").first().waitFor();
  assert.equal(await page.locator("#last-page").count(), 0);
});

{
  let asked = 0;
  test(
    "a key before the second part is there waits for it",
    { skip, intercept: (path) => isSoon(path) && (asked += 1) === 1 && missing, allow: MISSES },
    async ({ page }) => {
      await begin(page, "sample");
      await page.locator("[data-active]").first().waitFor();
      await page.keyboard.type("Typed at once");
      await page.keyboard.press("Enter");
      await page.getByText("Typed at once").first().waitFor();
      assert.equal(asked, 2, "once when the page stood, once when it was needed");
    },
  );
}

{
  let asked = 0;
  test(
    "what needs the rest before it is there waits for it",
    { skip, intercept: (path) => isRest(path) && (asked += 1) === 1 && missing, allow: MISSES },
    async ({ page }) => {
      await page.getByRole("button", { name: /sample/i }).first().click();
      await page.locator("[data-active]").first().waitFor();
      await page.getByRole("button", { name: /Forecast/ }).first().click();
      await page.locator("main h2").first().waitFor();
      assert.equal(asked, 2, "once when the page stood, once when it was needed");
    },
  );
}

test("whoever comes back to a page without its rest finds it as it was", { skip, intercept: (path) => isRest(path) && missing, allow: MISSES }, async ({ page }) => {
  await begin(page, "sample");
  for (const reload of [false, true]) {
    if (reload) {
      await page.reload();
      await standing(page);
      await page.locator("[data-active]").first().waitFor();
    }
    await page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      for (const name of ["pageshow", "focus", "online"]) dispatchEvent(new Event(name));
    });
    assert.equal(await page.locator("#last-page").count(), 0);
  }
});

test(
  "nothing that is half typed is entered by the end of the page",
  { skip, intercept: (path) => isRest(path) && missing, allow: [...MISSES, /could not be fetched/, /page error/] },
  async ({ page }) => {
    await begin(page, "sample");
    const before = await page.locator("#grid-deals-r0c0").innerText();
    await page.locator("#grid-deals-r0c0").click();
    await page.keyboard.type("Half");
    await page.getByRole("button", { name: /Forecast/ }).first().evaluate((button) => button.dispatchEvent(new MouseEvent("mousedown")));
    await page.evaluate(() => dispatchEvent(new KeyboardEvent("keydown", { key: "F1", bubbles: true })));
    await page.locator("#last-page").waitFor();
    await page.reload();
    await standing(page);
    await page.waitForFunction(() => document.activeElement?.value === "Half");
    await page.keyboard.press("Escape");
    await expectText(page.locator("#grid-deals-r0c0"), before);
  },
);

test(
  "says so when the rest cannot be fetched",
  { skip, intercept: (path) => isRest(path) && missing, allow: [...MISSES, /could not be fetched/, /page error/] },
  async ({ page }) => {
    await page.getByRole("button", { name: /sample/i }).first().click();
    // Until the sample has come, it would come upon a page that has stopped.
    await page.waitForSelector(".banner .strong");
    await page.getByRole("button", { name: /Forecast/ }).first().click();
    await page.locator("#last-page").waitFor();
    const said = await page.locator("#last-page").innerText();
    for (const words of [/could not be fetched/, /Check the connection/, /请检查网络连接/]) assert.match(said, words);
    assert.doesNotMatch(said, /fault of its own|自身故障/);
    assert.ok((await page.locator("#last-page a").count()) >= 3, "what is kept can be taken home");
  },
);
