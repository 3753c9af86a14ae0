// The guard guards: what the policy forbids is stopped and noticed. And the helpers do what they say.

import assert from "node:assert/strict";
import { copied, dist, inputMethod, paste, saved, test } from "./harness.mjs";
import { serve } from "./server.mjs";

const append = (name, properties) => document.head.append(Object.assign(document.createElement(name), properties));

for (const [what, directive, deed] of [
  ["an inline script", "script-src-elem", () => append("script", { textContent: "window.caught = 1" })],
  ["an inline style sheet", "style-src-elem", () => append("style", { textContent: "*{}" })],
  ["a style attribute", "style-src-attr", () => document.body.setAttribute("style", "color: red")],
  // Some versions look at the attribute only when it is to run.
  [
    "an event attribute",
    "script-src-attr",
    () => {
      document.body.setAttribute("onclick", "window.caught = 1");
      document.body.click();
    },
  ],
  ["a foreign picture", "img-src", (foreign) => append("img", { src: foreign })],
  ["a foreign script", "script-src-elem", (foreign) => append("script", { src: foreign })],
  ["a foreign fetch", "connect-src", (foreign) => fetch(foreign).catch(() => undefined)],
  ["a foreign frame", "frame-src", (foreign) => document.body.append(Object.assign(document.createElement("iframe"), { src: foreign }))],
  ["a base address", "base-uri", (foreign) => append("base", { href: foreign })],
]) {
  test(`the policy stops ${what}`, { expect: [new RegExp(`Policy violation: ${directive} `)], allow: [/./] }, async ({ page }) => {
    const arrived = [];
    const foreign = await serve(dist, { intercept: (path) => arrived.push(path) && { status: 200 } });
    const noticed = page.waitForEvent("console", (message) => message.text().startsWith("Policy violation"));
    await page.evaluate(`window.append = ${append}`);
    await page.evaluate(deed, foreign.url);
    await noticed;
    assert.equal(await page.evaluate(() => window.caught), undefined);
    assert.deepEqual(arrived, [], "nothing left the origin");
    await foreign.close();
  });
}

test("the guard notices a thrown error", { expect: [/page error: Error: thrown/] }, async ({ page }) => {
  const noticed = page.waitForEvent("pageerror");
  await page.evaluate(() => {
    queueMicrotask(() => {
      throw new Error("thrown");
    });
  });
  await noticed;
});

const addField = (page) =>
  page.evaluate(() => {
    document.querySelector("dialog[open]")?.close(); // a modal dialog would keep the focus
    document.body.append(Object.assign(document.createElement("textarea"), { id: "field" }));
    document.getElementById("field").focus();
  });

test("an input method composes, commits and cancels", async ({ page }) => {
  await addField(page);
  const method = await inputMethod(page);
  await method.processKey();
  await method.compose("ni hao");
  assert.equal(await page.inputValue("#field"), "ni hao");
  await method.commit("你好");
  await method.compose("shi");
  await method.cancel();
  assert.equal(await page.inputValue("#field"), "你好");
});

test("the clipboard's events carry text and HTML", async ({ page }) => {
  await addField(page);
  await page.evaluate(() => {
    const field = document.getElementById("field");
    const types = ["text/plain", "text/html"];
    field.addEventListener("paste", (event) => {
      event.preventDefault();
      field.value = types.map((type) => event.clipboardData.getData(type)).join("|");
    });
    field.addEventListener("copy", (event) => {
      event.preventDefault();
      types.forEach((type, index) => event.clipboardData.setData(type, field.value.split("|")[index]));
    });
  });
  const content = { text: "a\tb", html: "<table><td>a<td>b</table>" };
  assert.equal(await paste(page, content), true);
  assert.deepEqual(await copied(page), { ...content, handled: true });
});

test("a saved file can be read", async ({ page }) => {
  const file = await saved(page, () =>
    page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['{"a":1}']));
      Object.assign(document.createElement("a"), { href, download: "plan.json" }).click();
    }),
  );
  assert.deepEqual(file, { name: "plan.json", text: '{"a":1}' });
});

test("a profile survives closing, and what was saved strictly survives kill -9", { profile: true }, async ({ page, reopen }) => {
  const write = (page, value) =>
    page.evaluate(
      (value) =>
        new Promise((done, failed) => {
          const opening = indexedDB.open("harness", 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore("s");
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("s", "readwrite", { durability: "strict" });
            transaction.objectStore("s").put(value, "k");
            transaction.oncomplete = () => done(opening.result.close());
            transaction.onabort = failed;
          };
        }),
      value,
    );
  const read = (page) =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const opening = indexedDB.open("harness", 1);
          opening.onsuccess = () => {
            const request = opening.result.transaction("s").objectStore("s").get("k");
            request.onsuccess = () => done(request.result);
          };
        }),
    );
  await write(page, "closed in good order");
  const second = await reopen();
  assert.equal(await read(second.page), "closed in good order");
  await write(second.page, "killed");
  const third = await second.kill();
  assert.equal(await read(third.page), "killed");
});
