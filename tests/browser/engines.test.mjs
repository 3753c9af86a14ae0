// The same application in Firefox and in WebKit: it starts in silence, counts the same figures, takes keys, the clipboard
// and an input method, and keeps what was typed. What it does beyond that is tested in Chromium.

import assert from "node:assert/strict";
import { test as nodeTest } from "node:test";
import { test } from "./harness.mjs";
import { begin } from "./work.mjs";
import { missing, open } from "./webdriver.mjs";

const NAME = 0, AMOUNT = 3, STAGE = 4;
const HAITIAN = ["Haitian press line", "Haitian Machinery", "Chen Yu", "860000"];

/** Declares a test in both engines. */
function inBoth(name, run) {
  for (const engine of ["firefox", "webkit"]) {
    nodeTest(`${name}: ${engine}`, { timeout: 90_000, skip: missing(engine) }, async () => {
      const browser = await open(engine);
      try {
        await run(browser, engine);
      } catch (error) {
        await browser.stop();
        throw error;
      }
      await browser.close();
    });
  }
}

/** Begins with an empty plan, or with the sample, and waits until it is safe. */
async function begun(browser, how = "blank") {
  await browser.click(`#begin-${how}`);
  await browser.until(() => !document.querySelector("dialog[open]"));
  await kept(browser);
}

const kept = (browser) => browser.until(() => document.querySelector('#saved[data-state="saved"]') !== null);

async function shown(browser, tab) {
  await browser.click(`#tab-${tab}`);
  await browser.until((tab) => document.querySelector(`.app[data-tab="${tab}"]`) !== null, tab);
}

const at = (row, column) => `#grid-deals-r${row}c${column}`;

/** A funnel with deals, typed with Tab between the cells and Enter at the end. */
async function funnel(browser, rows = [HAITIAN]) {
  await begun(browser);
  await shown(browser, "funnel");
  for (const [index, cells] of rows.entries()) {
    await browser.click(".tools .add");
    for (const [column, text] of cells.entries()) {
      await browser.type(text);
      await browser.keys(column + 1 < cells.length ? "Tab" : "Enter");
    }
    await browser.expect(at(index, NAME), cells[NAME]);
  }
}

// What is computed is the same to the digit wherever it is computed.
const figures = () => [
  ...[...document.querySelectorAll(".strip .fig")].map((figure) => figure.textContent),
  ...[...document.querySelectorAll("#grid-deals .rows .row:not([hidden]) .cell")].map((cell) => cell.textContent),
];

let inChromium;
test("the figures of the sample are at hand", async ({ page }) => {
  await begin(page, "sample");
  inChromium = await page.evaluate(figures);
  assert.ok(inChromium.length > 200, `${inChromium.length} figures`);
});

inBoth("starts in silence and counts the figures of the sample that Chromium counts", async (browser) => {
  await begun(browser, "sample");
  await browser.until((count) => document.querySelectorAll("#grid-deals .rows .row:not([hidden]) .cell").length >= count, 200);
  assert.deepEqual(await browser.run(figures), inChromium);
  for (const tab of ["activities", "strategy", "accounts", "forecast", "setup"]) {
    await shown(browser, tab);
    const isWider = await browser.run(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!isWider, `${tab} is no wider than the window`);
  }
});

inBoth("keeps what is typed, over undo and a reload in the same moment", async (browser) => {
  await funnel(browser);
  await browser.expect(at(0, AMOUNT), "860,000");
  await browser.click(at(0, AMOUNT));
  // The first key opens the editor, Escape leaves the value, "/" and "'" are letters like others.
  await browser.type("9'/");
  await browser.expect(at(0, AMOUNT), "860,000");
  assert.equal(await browser.run(() => document.activeElement.value), "9'/");
  await browser.keys("Escape");
  await browser.type("1.2m");
  await browser.keys("Enter");
  await browser.expect(at(0, AMOUNT), "1,200,000");
  await browser.keys("Control+z");
  await browser.expect(at(0, AMOUNT), "860,000");
  await browser.keys("Control+y");
  await browser.expect(at(0, AMOUNT), "1,200,000");
  await browser.keys("Control+Home", "F2", "End", "!", "Enter");
  await browser.expect(at(0, NAME), "Haitian press line!");
  await kept(browser);
  await browser.visit();
  await shown(browser, "funnel");
  await browser.expect(at(0, NAME), "Haitian press line!");
  await browser.keys("Control+z");
  await browser.expect(at(0, NAME), "Haitian press line");
});

inBoth("copies, cuts and pastes with the clipboard of the system", async (browser) => {
  await funnel(browser, [HAITIAN, ["Kestrel service", "Kestrel Energy", "Li Wei", "420000"]]);
  await browser.click(at(0, NAME));
  await browser.keys("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Control+c", "ArrowDown", "ArrowDown", "Control+v");
  await browser.expect(at(2, NAME), "Haitian press line");
  await browser.expect(at(2, AMOUNT), "860,000");
  await browser.keys("Control+z");
  await browser.until((row) => document.querySelector(row).closest(".row").hasAttribute("data-new"), at(2, NAME));
  await browser.click(at(1, AMOUNT));
  await browser.keys("Control+x");
  await browser.click(at(0, AMOUNT));
  await browser.keys("Control+v");
  await browser.expect(at(0, AMOUNT), "420,000");
  await browser.expect(at(1, AMOUNT), "");
  // In an open editor the clipboard is text.
  await browser.click(at(0, NAME));
  await browser.keys("Control+c", "ArrowDown", "F2", "End", "Control+v", "Enter");
  await browser.expect(at(1, NAME), "Kestrel serviceHaitian press line");
});

inBoth("menus, pickers and the palette open by key, and give the keys back", async (browser) => {
  await funnel(browser);
  await browser.click(at(0, STAGE));
  await browser.keys("Alt+ArrowDown");
  await browser.until(() => document.querySelector(".picker li") !== null);
  await browser.keys("ArrowDown", "Enter");
  await browser.until((stage) => document.querySelector(stage).textContent !== "", at(0, STAGE));
  await browser.click(at(0, NAME), 2);
  await browser.until(() => document.querySelector("[role=menu]") !== null);
  await browser.keys("Escape");
  await browser.until(() => document.querySelector("[role=menu]") === null);
  await browser.keys("Control+k");
  await browser.until(() => document.querySelector(".palette input") !== null);
  await browser.keys("Escape");
  await browser.until(() => document.querySelector("dialog[open]") === null);
  await browser.type("again");
  await browser.keys("Enter");
  await browser.expect(at(0, NAME), "again");
});

/** What an input method does, in the order of the engine: WebKit tells of the last key after the end of the composition. */
function compose(text, engine) {
  const field = document.activeElement;
  const fire = (event) => field.dispatchEvent(event);
  const key = (isComposing) =>
    fire(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 229, isComposing, bubbles: true, cancelable: true }));
  fire(new CompositionEvent("compositionstart", { data: "", bubbles: true }));
  for (const end of text.keys()) {
    field.value = text.slice(0, end + 1).join("");
    fire(new CompositionEvent("compositionupdate", { data: field.value, bubbles: true }));
    fire(new InputEvent("input", { data: field.value, inputType: "insertCompositionText", isComposing: true, bubbles: true }));
  }
  if (engine === "firefox") key(true);
  fire(new CompositionEvent("compositionend", { data: field.value, bubbles: true }));
  if (engine === "webkit") key(false);
}

inBoth("takes Chinese from the first letter, and the key that ends a composition ends no more", async (browser, engine) => {
  await funnel(browser);
  await browser.click(at(0, NAME));
  await browser.run(compose, [..."海天压铸线"], engine);
  assert.equal(await browser.run(() => document.activeElement.value), "海天压铸线", "the editor is open still");
  await browser.expect(at(0, NAME), "Haitian press line");
  await browser.keys("Enter");
  await browser.expect(at(0, NAME), "海天压铸线");
  await browser.keys("Control+z");
  await browser.expect(at(0, NAME), "Haitian press line");
});

inBoth("the editor is as high as its text", async (browser) => {
  await funnel(browser);
  await browser.click(at(0, NAME));
  await browser.keys("F2", "Alt+Enter", ..."second", "Alt+Enter", ..."third");
  await browser.until(() => {
    const field = document.activeElement;
    return field.clientHeight >= 60 && field.scrollHeight <= field.clientHeight;
  });
  await browser.keys("Escape");
  await browser.until(() => document.activeElement.offsetHeight < 40);
});

inBoth("what is half written is gone on with after a reload", async (browser) => {
  await funnel(browser);
  await browser.click(at(0, NAME));
  await browser.type("big new na");
  await browser.visit();
  await browser.until(() => document.activeElement.value === "big new na");
  await browser.keys("m", "e", "Enter");
  await browser.expect(at(0, NAME), "big new name");
});

inBoth("opens without its host", async (browser) => {
  await begun(browser, "sample");
  const name = await browser.text(at(0, NAME));
  await browser.run(() => {
    // With the guard, which is no part of the page.
    const guarded = async () => {
      const [kept] = await caches.keys();
      if (!(await caches.match("./"))) return requestAnimationFrame(guarded);
      await (await caches.open(kept)).add("guard.js");
      window.isKept = true;
    };
    navigator.serviceWorker.ready.then(guarded);
  });
  await browser.until(() => window.isKept);
  await browser.site.close();
  await browser.visit();
  await browser.expect(at(0, NAME), name);
});

inBoth("the columns that stay in sight do, in each row and whatever was written far to the right", async (browser) => {
  await begun(browser, "sample");
  const loose = (grid) => {
    const { left } = document.querySelector(grid).closest(".pane").getBoundingClientRect();
    const numbers = [...document.querySelectorAll(`${grid} .rows .row:not([hidden], [data-away]) .no`)];
    return numbers.filter((number) => Math.abs(number.getBoundingClientRect().left - left) > 1).length;
  };
  await browser.click("#grid-deals-r2c0");
  await browser.keys("End", ..."note", "Enter", "Control+z", "ArrowDown", "End", ..."more", "Enter");
  await browser.until(() => document.querySelector("#grid-deals").closest(".pane").scrollLeft > 100);
  assert.equal(await browser.run(loose, "#grid-deals"), 0);
});

// What Safari on a Mac does otherwise than its engine elsewhere: what is clicked gets no focus unless one types into it, and
// the key that deletes is called Backspace.
const asOnMac = ({ context }) =>
  context.addInitScript(() => {
    Object.defineProperty(navigator, "platform", { get: () => "MacIntel" });
    addEventListener("mousedown", (event) => {
      const control = event.target.closest("button, select, summary, input:is([type=checkbox], [type=radio], [type=range])");
      if (!control || event.defaultPrevented) return;
      event.preventDefault();
      document.activeElement.blur();
    });
  });

test("on a Mac, Esc leads back from whatever was clicked", { setup: asOnMac }, async ({ page }) => {
  await begin(page, "sample");
  const focus = (selector) => page.waitForFunction((selector) => document.activeElement.matches(selector), selector);
  await page.locator("#grid-deals-r0c0").click();
  await page.locator("#grid-deals-filter").click();
  await page.waitForSelector(".drop");
  await page.keyboard.press("Escape");
  await focus(".grid:has(#grid-deals) textarea.field");
  await page.keyboard.press("Meta+f");
  await page.locator(".find input").first().fill("press");
  await page.locator(".find button").first().click();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector(".find") === null);
  await focus(".grid:has(#grid-deals) textarea.field");
});

test("on a Mac, the key that deletes empties what is selected, and keys are written as there", { setup: asOnMac }, async ({ page }) => {
  await begin(page, "sample");
  await page.locator("#grid-deals-r0c2").click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Backspace");
  const texts = () => page.evaluate(() => [2, 3].map((column) => document.getElementById(`grid-deals-r0c${column}`).textContent));
  await page.waitForFunction(() => document.getElementById("grid-deals-r0c3").textContent === "");
  assert.deepEqual(await texts(), ["", ""]);
  await page.keyboard.press("Meta+z");
  await page.waitForFunction(() => document.getElementById("grid-deals-r0c3").textContent !== "");
  await page.keyboard.press("F1");
  const keys = (what) => page.locator("dialog[open] tr", { hasText: what }).first().locator("kbd").allInnerTexts();
  assert.deepEqual(await keys("Replace"), ["⇧⌘H"]);
  assert.deepEqual(await keys("Redo"), ["⇧⌘Z"]);
});

inBoth("what is seen in the frozen parts is what stands there", async (browser) => {
  await begun(browser, "sample");
  const styled = (rules) =>
    browser.run((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`::-webkit-scrollbar, .toast { display: none } ${rules}`); // what fades by itself
      document.adoptedStyleSheets = [sheet];
    }, rules);
  /** The page looks as it does once the browser has been made to paint all cells. */
  const expectPainted = async (when) => {
    let before;
    // What is worked out after a change comes to rest first.
    for (let next; next === undefined || (await browser.differing(before, next)) > 0; ) {
      before = next ?? (await browser.picture());
      await browser.frames();
      next = await browser.picture();
    }
    await styled(".cell, .no, .foot-cell { text-decoration-color: red !important }");
    await browser.frames();
    const other = await browser.differing(before, await browser.picture());
    // Less than a word; the corner of a frozen cell comes and goes.
    assert.ok(other < 100, `${when} something shows what stood there before: ${other}`);
    await styled("");
  };
  await styled("");
  await browser.click(at(0, STAGE));
  await browser.keys("Alt+Shift+ArrowRight");
  await browser.until(() => document.querySelector("#grid-deals .row[data-head]:not([hidden])") !== null);
  await browser.keys("ArrowUp", "ArrowUp", "Alt+Shift+ArrowLeft");
  await browser.until(() => document.querySelector("#grid-deals .row[data-head]:not([hidden])") === null);
  await expectPainted("after groups were taken away");
  await browser.keys("Control+Home", "Control+Delete");
  await browser.until(() => document.querySelector("#grid-deals .foot-cell").innerText.startsWith("39"));
  await expectPainted("after a row was deleted");
  await browser.keys("Control+z");
  await browser.until(() => document.querySelector("#grid-deals .foot-cell").innerText.startsWith("40"));
  await expectPainted("after it came back");
});
