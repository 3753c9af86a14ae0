// Watches which functions a first visit calls, and writes those that draw no page into .ci/soon.txt, and those it does not
// call into .ci/rest.txt: `make first-visit`.
//
// What draws is: the welcome, and a plan that is opened again, until it stands. A visit is: the welcome, a sample or a blank plan, looking about in the four tables, typing, undo, leaving and coming
// back, and the last page after a panic; and a plan of thousands of deals that is opened again. It runs in Chromium on the
// whole module of the last release build, with a mark in front of each function.

import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import binaryen from "binaryen";
import { chromium } from "playwright-core";
import { ARGUMENTS, dist, findChromium, standing } from "../tests/browser/harness.mjs";
import { serve } from "../tests/browser/server.mjs";
import { LATER, WHOLE, functionsOf, isListed, mustBeBefore, parted, read } from "./parts.mjs";

/** Of a smaller function the stub would be as large; a library's serves so many that one is soon wanted. */
const SMALLEST = { own: 40, library: 160 };

/** Deals of the sample. */
const DEALS = 42;

/** Marks lie at the far end of the stack, which nothing reaches. */
const MARKS = 1024;

/** Puts a mark in front of each function: the module's bytes, and the names in the order of the marks. */
function marked(bytes) {
  const module = read(bytes);
  const functions = functionsOf(module);
  functions.forEach(({ reference, body }, index) => {
    const mark = module.i32.store8(0, 1, module.i32.const(MARKS + index), module.i32.const(1));
    binaryen.Function.setBody(reference, module.block(null, [mark, body], binaryen.auto));
  });
  return { bytes: module.emitBinary(), names: functions.map(({ name }) => name), must: mustBeBefore(module) };
}

/** How many bytes each function of a module has, in their order. */
function sizesOf(bytes) {
  let at = 8;
  const number = () => {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  };
  for (;;) {
    const section = bytes[at++];
    const size = number();
    if (section === 10) break;
    at += size;
  }
  return Array.from({ length: number() }, () => {
    const size = number();
    at += size;
    return size;
  });
}

/** A copy of dist/ with the marked module, whole. */
async function site(bytes) {
  const folder = await mkdtemp(join(tmpdir(), "first-visit-"));
  await cp(dist, folder, { recursive: true });
  const first = (await readdir(folder)).find((file) => file.endsWith("_first.wasm"));
  await writeFile(join(folder, first), bytes);
  const page = join(folder, "index.html");
  await writeFile(page, (await readFile(page, "utf8")).replace(/ data-later="[^"]*"/, ""));
  return { folder, ...(await serve(folder)) };
}

/** Within so many milliseconds everything is done that is done by itself again and again: see `IDLE_SECONDS` in `ui/start.rs`. */
const BY_ITSELF = 11_000;

const VISITS = [
  { locale: "en-US", viewport: { width: 1440, height: 900 }, choose: 0 },
  { locale: "zh-CN", viewport: { width: 1024, height: 768 }, choose: 0 },
  { locale: "zh-CN", viewport: { width: 390, height: 844 }, choose: 1 },
];

/** Takes down which functions the page has called since it was loaded, in each of the lists. */
async function noted(page, ...lists) {
  const marks = await page.evaluate(async ([from, count]) => {
    const { default: init } = await import(new URL(document.getElementById("application").dataset.module, document.baseURI));
    return [...new Uint8Array((await init()).memory.buffer, from, count)];
  }, [MARKS, lists[0].length]);
  for (const seen of lists) marks.forEach((mark, index) => (seen[index] ||= mark));
}

async function visit({ url }, { choose, ...options }, { drawn, seen }) {
  const profile = await mkdtemp(join(tmpdir(), "first-visit-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: ARGUMENTS, ...options });
  const [page] = context.pages();
  const note = () => noted(page, seen);
  const noteDrawn = async () => {
    // What it does by itself: in a while, and when one comes back to it.
    await page.evaluate(() => {
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      for (const name of ["pageshow", "focus", "online", "resize"]) dispatchEvent(new Event(name));
    });
    // And what one does without meaning anything by it.
    const { width, height } = options.viewport;
    for (const [x, y] of [[0.3, 0.02], [0.5, 0.3], [0.5, 0.6], [0.2, 0.7], [0.5, 0.5]]) await page.mouse.move(width * x, height * y);
    for (const by of [300, -300]) await page.mouse.wheel(0, by);
    await page.evaluate((wait) => new Promise((done) => setTimeout(() => requestIdleCallback(done), wait)), BY_ITSELF);
    await noted(page, drawn, seen);
  };
  const come = async () => {
    await page.goto(url);
    await standing(page);
  };
  const look = async () => {
    const frame = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))));
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await page.waitForSelector('#saved[data-state="saved"]');
    await page.locator(".grid [data-active]").first().waitFor();
    for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "PageDown", "Control+Home", "Shift+ArrowDown", "Escape"]) {
      await page.keyboard.press(key);
    }
    // A cell that is pressed, and one that is pressed again: without a network nothing of the rest comes in time.
    for (const cell of [1, 0, 0]) await page.locator(".grid .rows .row:not([hidden]) .cell").nth(cell).click();
    await frame();
    // A row as one types it: a name, a customer, a person, an amount, a stage, a day.
    await page.keyboard.press("Home");
    const texts = ["Worked on together, 2 of 3", "Acme", "Li Wei", "1.2M", "3", "12/20"];
    for (const text of texts) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
      await frame();
    }
    await page.keyboard.press("Enter");
    for (const key of ["ArrowUp", "F2", "Escape", "Delete", "Control+z", "Control+y"]) await page.keyboard.press(key);
    await page.keyboard.type("85000");
    await page.keyboard.press("Enter");
    for (let step = 0; step < texts.length + 3; step += 1) await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+y");
    await page.keyboard.press("Control+z");
    // What an edit counts depends on the deal: linked, uncertain, closed, without a day …
    for (const column of choose === 0 && options.locale === "en-US" ? [0, 3, 5] : []) {
      await page.keyboard.press("Control+Home");
      for (let step = 0; step < column; step += 1) await page.keyboard.press("ArrowRight");
      for (let step = 0; step < DEALS; step += 1) {
        await page.keyboard.type("7");
        await page.keyboard.press(step % 4 ? "Escape" : "Enter");
        if (step % 4) await page.keyboard.press("ArrowDown");
        else await page.keyboard.press("Control+z");
      }
    }
    await page.mouse.move(options.viewport.width / 2, options.viewport.height / 2);
    await page.mouse.wheel(0, 600);
    await frame();
    // A day later.
    await page.clock.setSystemTime(Date.now() + 86_400_000);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
    await frame();
    await page.keyboard.press("Control+c");
    await frame();
    await frame();
  };
  await come();
  await noteDrawn();
  await page.locator("dialog button").nth(choose).click();
  await page.waitForSelector('#saved[data-state="saved"]');
  await note();
  await page.reload();
  await standing(page);
  await page.locator(".grid [data-active]").first().waitFor();
  await noteDrawn();
  await look();
  for (const tab of (await page.locator("nav.tabs button, nav.tabs a").all()).slice(0, 4)) {
    if (!(await tab.isVisible())) continue;
    await tab.click();
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  // Leaving: what is not saved yet is saved then, and nothing may be waited for.
  await page.keyboard.type("left in the middle");
  await page.evaluate(() => {
    for (const property of ["hidden", "visibilityState"]) {
      Object.defineProperty(document, property, { value: property === "hidden" ? true : "hidden", configurable: true });
    }
    for (const name of ["visibilitychange", "freeze"]) document.dispatchEvent(new Event(name, { bubbles: true }));
    for (const name of ["beforeunload", "pagehide", "storage"]) dispatchEvent(new Event(name, { cancelable: true }));
  });
  await note();
  // Back by its own address, then by the bare one.
  await page.reload();
  await standing(page);
  await page.locator(".grid [data-active]").first().waitFor();
  await noteDrawn();
  await look();
  await note();
  // The end must be able to come before any other part has.
  const end = () => page.evaluate(async () => {
    const { default: init } = await import(new URL(document.getElementById("application").dataset.module, document.baseURI));
    globalThis.fetchPart = () => {
      throw new Error("there is none");
    };
    try {
      (await init()).needPart(0);
    } catch {
      // The program has ended, as it should.
    }
  });
  await come();
  await end();
  await page.locator("#last-page").waitFor();
  await noteDrawn();
  await come();
  await look();
  await end();
  await page.locator("#last-page").waitFor();
  await note();
  await context.close();
  await rm(profile, { recursive: true, force: true });
}

/** A plan of so many deals, as one's own is that is opened again: lists that long are sorted and counted by other functions. */
const LARGE = 10_000;

async function large({ url }, { drawn, seen }) {
  const profile = await mkdtemp(join(tmpdir(), "first-visit-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium(), args: ARGUMENTS, locale: "en-US" });
  const [page] = context.pages();
  await page.goto(url);
  await standing(page);
  const { tables, ...plan } = JSON.parse(await readFile(new URL("../public/sample.en.plan.json", import.meta.url), "utf8"));
  const deals = Array.from({ length: LARGE }, (_, nth) => {
    const { id, ...deal } = tables.deals[nth % tables.deals.length];
    return { ...deal, name: `${deal.name} ${nth}` };
  });
  const buffer = Buffer.from(JSON.stringify({ ...plan, tables: { ...tables, deals } }));
  const chosen = page.waitForEvent("filechooser");
  await page.locator("#begin-file").click();
  await (await chosen).setFiles({ name: "large.plan.json", mimeType: "application/json", buffer });
  await page.waitForFunction(() => !document.querySelector("dialog[open]") && location.hash, undefined, { timeout: 120_000 });
  await page.waitForSelector('#saved[data-state="saved"]', { timeout: 120_000 });
  // What read the file is not what opens the plan again.
  await page.reload();
  await standing(page);
  await page.locator(".grid [data-active]").first().waitFor();
  await noted(page, drawn, seen);
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+z");
  await noted(page, seen);
  await context.close();
  await rm(profile, { recursive: true, force: true });
}

/** The list: modules of which nothing was seen, names of which no instance was, and instances of the others. */
function list(names, isLate, isSmall) {
  const modules = new Map();
  const bases = new Map();
  for (const name of names) {
    const late = isLate(name);
    if (isSmall(name) && late) continue;
    const [base, hash] = parted(name);
    const path = /^quadrille(?:::\w+)+(?=::)/.exec(name)?.[0].split("::") ?? [];
    for (let depth = 2; depth <= path.length; depth += 1) {
      const module = `${path.slice(0, depth).join("::")}::`;
      modules.set(module, (modules.get(module) ?? true) && late);
    }
    const instances = bases.get(base) ?? { late: [], first: 0 };
    if (late) instances.late.push(hash);
    else instances.first += 1;
    bases.set(base, instances);
  }
  const whole = [...modules].filter(([, late]) => late).map(([module]) => module);
  const top = whole.filter((module) => !whole.some((other) => other !== module && module.startsWith(other)));
  const lines = top.map((module) => `${module}*`);
  for (const [base, { late, first }] of bases) {
    if (late.length === 0 || top.some((module) => base.startsWith(module))) continue;
    lines.push(first === 0 ? base : [base, ...late.sort()].join(" #"));
  }
  return lines.sort();
}

const whole = await readFile(WHOLE);
const { bytes, names, must } = marked(whole);
const [drawn, seen] = [0, 1].map(() => new Array(names.length).fill(0));
const served = await site(bytes);
for (const options of VISITS) await visit(served, options, { drawn, seen });
await large(served, { drawn, seen });
await served.close();
await rm(served.folder, { recursive: true });
const sizes = sizesOf(whole);
const smallest = (name) => (name.includes("quadrille::") ? SMALLEST.own : SMALLEST.library);
const small = new Set(names.filter((name, index) => sizes[index] < smallest(name)));
const calledIn = (marks) => new Set(names.filter((_, index) => marks[index]));
const [atOnce, soon] = [drawn, seen].map(calledIn);
// What a forecast takes depends on the plan: any of it may be wanted to draw the next one.
soon.forEach((name) => name.includes("quadrille::forecast::") && atOnce.add(name));
// The last part takes what it may first.
let left = names;
for (const [name, called] of [["rest", soon], ["soon", atOnce]]) {
  const { list: file } = LATER.find((part) => part.name === name);
  const mayNot = must[LATER.findIndex((part) => part.name === name)];
  const lines = list(left, (name) => !called.has(name) && !mayNot(name), (name) => small.has(name));
  const what = name === "rest" ? "Functions that a first visit does not call." : "Functions of a first visit that draw no page.";
  await writeFile(file, `// ${what} Written by \`make first-visit\`; .ci/parts.mjs reads it.\n${lines.join("\n")}\n`);
  const isTaken = isListed(lines.join("\n"));
  left = left.filter((name) => !isTaken(name));
  console.log(`${called.size} of ${names.length} functions were called; ${lines.length} lines in ${name}.txt.`);
}
