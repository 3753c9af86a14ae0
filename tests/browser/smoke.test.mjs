// The page starts from any path, in silence, under the strict policy; and says so in words when it cannot start.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { axe, dist, screenshot, test } from "./harness.mjs";

test("starts under a path of its own, in silence", async ({ page }) => {
  assert.equal(await page.title(), "Quadrille");
  assert.equal(await page.locator("#boot").count(), 0, "the application removes the skeleton");
  await screenshot(page, "smoke light");
});

test("starts at the root of a host", { base: "/" }, async ({ page }) => {
  assert.equal(await page.title(), "Quadrille");
});

test("asks for each part of the application once", { open: false }, async ({ page, url }) => {
  const requests = [];
  page.on("request", (request) => /\.(js|wasm|css)$/.test(request.url()) && requests.push(request.url()));
  await page.goto(url, { waitUntil: "networkidle" });
  // In the quick build all of wasm is one file.
  const parts = (await readdir(dist)).filter((file) => file.endsWith(".wasm")).length;
  assert.equal(requests.length, 4 + parts, "theme, boot, module, style sheet, wasm");
  assert.equal(new Set(requests).size, requests.length, requests.join("\n"));
});

for (const theme of ["light", "dark"]) {
  test(`passes axe, ${theme}`, { theme }, async ({ page }) => axe(page));
}

test("takes theme and language from storage before the first paint", { open: false }, async ({ page, url }) => {
  const root = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
  await page.goto(url);
  assert.deepEqual(await root(), ["en", undefined]);
  await page.evaluate(() => {
    localStorage.setItem("quadrille.lang", '"zh"'); // as gloo-storage writes it
    localStorage.setItem("quadrille.theme", "dark"); // as a person would
  });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.atBody = [document.documentElement.lang, document.documentElement.dataset.theme];
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  assert.deepEqual(await page.evaluate(() => window.atBody), ["zh-Hans", "dark"]);
});

test("greets a Chinese system in Chinese", { locale: "zh-CN", open: false }, async ({ page, url }) => {
  await page.goto(url);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
});

for (const [what, intercept] of [
  ["is missing", (path) => path.endsWith(".wasm") && { status: 404 }],
  ["is damaged", (path) => path.endsWith(".wasm") && { headers: { "content-type": "application/wasm" }, body: "no" }],
]) {
  test(
    `says so in both languages when the application's file ${what}`,
    { open: false, intercept, expect: [/could not start/], allow: [/console error: Failed to load resource/] },
    async ({ page, url }) => {
      await page.goto(url);
      const message = page.locator("#boot-failed");
      await message.waitFor();
      assert.match(await message.innerText(), /could not start[^]*无法启动/);
      assert.notEqual(await page.locator("#boot-reason").innerText(), "");
      assert.equal(await page.locator("#boot-wait").isVisible(), false);
      await axe(page);
      await screenshot(page, `boot failed ${what}`);
    },
  );
}

test(
  "says so in both languages without WebAssembly",
  { open: false, setup: ({ context }) => context.addInitScript(() => delete window.WebAssembly), expect: [/could not start/] },
  async ({ page, url }) => {
    await page.goto(url);
    assert.match(await page.locator("#boot-failed").innerText(), /WebAssembly is not available/);
  },
);

test(
  "says so in both languages without JavaScript",
  { open: false, browser: { javaScriptEnabled: false }, allow: [/failed request: .*\.js csp/] },
  async ({ page, url }) => {
    await page.goto(url);
    assert.match(await page.locator("noscript").innerText(), /needs JavaScript[^]*需要 JavaScript/);
  },
);

test("everything in the folder has a relative address and nothing stands inline", { open: false }, async () => {
  const html = await readFile(join(dist, "index.html"), "utf8");
  const files = await readdir(dist);
  const named = [...html.matchAll(/\b(?:href|src|data-module|data-later|data-wasm)=(?:"([^"]+)"|([^"\s>]+))/g)];
  const addresses = named.flatMap(([, quoted, plain]) => (quoted ?? plain).split(" "));
  assert.ok(addresses.length >= 6, "the page names its files");
  for (const address of addresses) assert.ok(files.includes(address.replace("./", "")), `${address} is a file of dist/`);
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});
