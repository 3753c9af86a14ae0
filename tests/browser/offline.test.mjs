// The page opens where the host does not answer (public/offline.js), and shows what the host has wherever it does.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { dist, expectText, standing, test } from "./harness.mjs";
import { begin } from "./work.mjs";

// `make dev` and the quick build keep nothing: what they serve is of the moment.
const skip = /files: \[\]/.test(await readFile(join(dist, "offline.js"), "utf8"));
const cell = (page) => page.locator("#grid-deals-r0c0");

/** Waits in the page until something true is said by what takes its time to say it. */
const until = (page, what, ...values) =>
  page.evaluate(async ([what, values]) => {
    const say = new Function(`return (${what})(...arguments)`);
    while (!(await say(...values))) await new Promise(requestAnimationFrame);
  }, [String(what), values]);

/** Waits until the worker has everything, of the deployment that has a file. */
const kept = (page, file = "./") =>
  until(page, async (file) => {
    const { active } = (await navigator.serviceWorker.getRegistration()) ?? {};
    const names = active?.state === "activated" ? await caches.keys() : [];
    for (const name of names) if (await (await caches.open(name)).match(file)) return true;
    return false;
  }, file);

test("opens without its host, with everything it can do, and saves there", { skip, worker: true, profile: true, allow: [/ERR_CONNECTION|ERR_FAILED/] }, async (fixture) => {
  const { page, site } = fixture;
  await begin(page, "sample");
  await cell(page).click();
  await page.keyboard.type("Before the tunnel");
  await page.keyboard.press("Enter");
  await page.waitForSelector('#saved[data-state="saved"]');
  await kept(page);
  await site.close();
  await page.reload();
  await standing(page);
  await expectText(cell(page), "Before the tunnel");
  await cell(page).click();
  await page.keyboard.type("In the tunnel");
  await page.keyboard.press("Enter");
  // Of the second part of the module, and a file that is no part of the page.
  await page.getByRole("button", { name: /Forecast/ }).first().click();
  await page.locator("main h2").first().waitFor();
  assert.equal(await page.evaluate(async () => (await (await fetch("sample.zh.plan.json")).json()).format), "quadrille-plan");
  await page.waitForSelector('#saved[data-state="saved"]');
  // What draws this page again is of a later part, too.
  await page.reload();
  await standing(page);
  await page.locator("main h2").first().waitFor();
  // A new tab by the bare address, and one by an address that somebody has given it.
  for (const more of ["", "?from=mail"]) {
    const other = await fixture.context.newPage();
    await other.goto(site.url + more);
    await standing(other);
    await other.close();
  }
  const again = await fixture.reopen();
  await expectText(cell(again.page), "In the tunnel");
});

const deployed = await mkdtemp(join(tmpdir(), "quadrille-deployed-"));
await cp(dist, deployed, { recursive: true });
after(() => rm(deployed, { recursive: true }));

/** Deploys the same page with its style sheet under another name. */
async function deploy(hash) {
  const old = (await readdir(deployed)).find((file) => file.endsWith(".css"));
  const name = old.replace(/[0-9a-f]{16}/, hash);
  await rename(join(deployed, old), join(deployed, name));
  for (const file of ["index.html", "offline.js"]) {
    const text = await readFile(join(deployed, file), "utf8");
    await writeFile(join(deployed, file), text.replaceAll(old, name).replace(/"hash":"[0-9a-f]{16}"/, `"hash":"${hash}"`));
  }
  return name;
}

test("shows what the host has once it has something else, and keeps one deployment besides", { skip, worker: true, root: deployed }, async ({ page }) => {
  const sheets = () => page.evaluate(() => [...document.styleSheets].map(({ href }) => href.split("/").at(-1)));
  await kept(page);
  for (const digit of "abc") {
    const name = await deploy(digit.repeat(16));
    await page.reload();
    await standing(page);
    assert.deepEqual(await sheets(), [name]);
    await kept(page, name);
  }
  await until(page, async () => (await caches.keys()).length === 2);
  const names = await page.evaluate(() => caches.keys());
  assert.deepEqual(names, ["b", "c"].map((digit) => `quadrille ${digit.repeat(16)}`));
});

{
  const says = { "with an error": () => ({ status: 503, body: "no" }), "never": () => new Promise(() => {}) };
  for (const [how, answer] of Object.entries(says)) {
    let isWell = true;
    const intercept = () => isWell ? undefined : answer();
    test(`takes its own page where the host answers ${how}`, { skip, worker: true, intercept, allow: [/503/] }, async ({ page }) => {
      await kept(page);
      isWell = false;
      await page.reload();
      await standing(page);
    });
  }
}

{
  const lacks = (path) => path === "favicon.svg" && { status: 404 };
  test("a deployment that lacks a file is not kept, and opens as ever", { skip, worker: true, intercept: lacks, allow: [/404|TypeError|favicon/] }, async ({ page }) => {
    await begin(page, "sample");
    await until(page, async () => {
      const known = await navigator.serviceWorker.getRegistration();
      return known === undefined || !(known.installing ?? known.waiting ?? known.active);
    });
    await page.reload();
    await standing(page);
  });
}
