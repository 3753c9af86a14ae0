// What is said and what is kept where the browser does not keep: no store, damaged, emptied or full ones, faults.

import assert from "node:assert/strict";
import { drop, expectText, standing, test } from "./harness.mjs";
import { add, begin, chip, close, exported, hasDeal, isSaved, notice, plan, reload, type } from "./plans.mjs";

const block = () => {
  const refuse = () => {
    throw new DOMException("blocked", "SecurityError");
  };
  for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
    Object.defineProperty(window, name, { configurable: true, get: refuse });
  }
};

test("works in memory where the browser keeps nothing, and says so", { setup: ({ context }) => context.addInitScript(block) }, async ({ page }) => {
  await page.locator("#begin-blank").click();
  await type(page, ["Held"]);
  await expectText(chip(page), "Not saved: storage is blocked");
  await expectText(notice(page).locator("span"), /gives this page no database/);
  assert.deepEqual((await exported(page)).deals, ["Held"]);
  const first = await plan(page);
  await drop(page, "body", [{ name: "b.plan.json", text: (await exported(page)).text }]);
  await page.locator("#merge-open").click();
  await page.waitForFunction((before) => location.hash !== before, first);
  await page.evaluate((before) => (location.hash = before), first);
  await hasDeal(page, "Held");
  assert.equal(await plan(page), first, "a plan that could not be saved is still there");
});

/** Removes the journal behind the application's back, as a browser does that finds its database damaged. */
const dropJournal = async (page, url) => {
  await page.goto(new URL("manifest.webmanifest", url).href);
  await page.evaluate(
    () =>
      new Promise((done, fail) => {
        const request = indexedDB.deleteDatabase("quadrille");
        [request.onsuccess, request.onerror, request.onblocked] = [done, fail, fail];
      }),
  );
};

test("an emptied database beside a mirror is damage: said, and the plan is there", { allow: [/favicon\.ico/] }, async ({ page, url }) => {
  await begin(page);
  await type(page, ["Mirrored"]);
  await isSaved(page);
  // The first mirror is older than the deal; a page that stands for long writes another one.
  const address = await plan(page);
  await dropJournal(page, url);
  await page.goto(`${url}${address}`);
  await standing(page);
  const dialog = page.locator("dialog[open]");
  assert.match(await dialog.innerText(), /database is empty, but another copy of this plan was found/);
  await close(page);
  await isSaved(page);
  await type(page, ["After"]);
  await isSaved(page);
  await reload(page);
  await hasDeal(page, "After");
  assert.equal(await page.locator("dialog[open]").count(), 0, "what was accepted is not said again");
});

test("damaged lines of localStorage are set aside, and nothing is lost", async ({ page }) => {
  await begin(page);
  await type(page, ["Kept"]);
  await isSaved(page);
  await page.evaluate(() => {
    for (const [key, text] of Object.entries(localStorage)) {
      if (/quadrille\/(slot|mirror)/.test(key)) localStorage.setItem(key, text.replace("q1", "q?"));
    }
  });
  await reload(page);
  await hasDeal(page, "Kept");
  await isSaved(page);
  const keys = await page.evaluate(() => Object.keys(localStorage));
  assert.equal(keys.filter((key) => key.startsWith("quadrille/quarantine/")).length, 2, keys.join("\n"));
  await type(page, ["More"]);
  await isSaved(page);
  await reload(page);
  await hasDeal(page, "More");
});

test("a plan whose traces in localStorage are gone is found in the journal", async ({ page }) => {
  await begin(page);
  await type(page, ["Found"]);
  await isSaved(page);
  await page.evaluate(() => {
    localStorage.clear();
    history.replaceState(null, "", location.pathname);
  });
  await reload(page);
  await hasDeal(page, "Found");
});

test("clearing the site's data under an open page is noticed at once", async ({ page }) => {
  await begin(page);
  await type(page, ["Mine"]);
  await isSaved(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "indexeddb" });
  await page.locator("#saved[data-state=failed]").waitFor();
  await expectText(chip(page), "Not saved: the database was cleared");
  assert.deepEqual((await exported(page)).deals, ["Mine"], "this tab still holds everything");
});

/** Makes every append to the journal fail with an error of this name, or no longer. */
const failJournal = (page, name) =>
  page.evaluate((name) => {
    window.soundAdd ??= IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = name
      ? () => {
          throw new DOMException("failed by the test", name);
        }
      : window.soundAdd;
  }, name);

test("a full store is said, waited out, and written when there is room", async ({ page }) => {
  await begin(page);
  await failJournal(page, "QuotaExceededError");
  await type(page, ["Full"]);
  await expectText(chip(page), "Not saved: storage is full");
  await expectText(notice(page).locator("span"), /1 edit not saved/);
  await failJournal(page, undefined);
  await isSaved(page);
  assert.equal(await notice(page).count(), 0);
  await reload(page);
  await hasDeal(page, "Full");
});

test("after a fault no tab trusts the journal, and what was typed is in the file", async ({ page, newPage }) => {
  await begin(page);
  const other = await newPage();
  await failJournal(page, "UnknownError");
  await type(page, ["Faulty"]);
  await expectText(chip(page), "Not saved: UnknownError");
  await expectText(chip(other), "Not saved: saving failed in another tab");
  assert.deepEqual((await exported(page)).deals, ["Faulty"]);
  page.on("dialog", (dialog) => dialog.accept());
  await reload(page);
  await hasDeal(page, "Faulty");
  await expectText(chip(page), "Not saved: saving failed in another tab");
});

const hang = () => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...parameters) {
    const left = Number(sessionStorage.getItem("hang"));
    if (parameters[0] !== "quadrille" || !left) return open.apply(this, parameters);
    sessionStorage.setItem("hang", String(left - 1));
    return new EventTarget(); // as when an old tab holds the database and never lets go
  };
};

test("a database that does not answer is said, and opened once more", { setup: ({ context }) => context.addInitScript(hang) }, async ({ page }) => {
  await begin(page);
  await type(page, ["Behind"]);
  await isSaved(page);
  await page.evaluate(() => sessionStorage.setItem("hang", "2"));
  await page.reload();
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor({ timeout: 30_000 });
  assert.match(await dialog.innerText(), /another tab/i);
  await close(page);
  await isSaved(page);
  await hasDeal(page, "Behind");
  await type(page, ["On"]);
  await isSaved(page);
  await reload(page);
  assert.deepEqual((await exported(page)).deals, ["Behind", "On"]);
});

test("a newer version that takes the database over is said", async ({ page }) => {
  await begin(page);
  await page.evaluate(() => indexedDB.open("quadrille", 2));
  await expectText(chip(page), "Not saved: another tab is newer; reload");
});
