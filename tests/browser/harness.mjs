// What every browser test stands on: a real Chromium, the built dist/ under a sub-path, and a guard that fails the test
// on any console error or warning, page error, policy violation, failed or foreign request. The tests of a file share a
// browser, and each has a context of its own that knows nothing of the others; a test that closes the browser or kills
// it has its own, with a profile on the disk (`profile: true`).
//
//   import { test } from "./harness.mjs";
//   test("says hello", async ({ page }) => { … });
//   test("in Chinese, dark", { locale: "zh-CN", theme: "dark", profile: true }, async ({ page, reopen, kill }) => { … });
//
// There are no sleeps: wait for what must become true (locators, `page.waitForFunction`, `expectText`).

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

export const repository = fileURLToPath(new URL("../..", import.meta.url));
export const dist = process.env.QUADRILLE_DIST ?? join(repository, "dist");
const results = join(repository, "test-results");

export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--force-color-profile=srgb",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/** Bytes of the program's stack: .cargo/config.toml. */
const STACK = 262_144;

const DEFAULTS = {
  base: "/some/path/", // where it is served
  root: dist, // what is served
  open: true, // go to the page and wait until the application stands
  hash: "", // appended to the address
  locale: "en-US",
  theme: "light", // the system's colour scheme
  viewport: { width: 1440, height: 900 },
  timezone: "Asia/Shanghai",
  permissions: [], // for example ["clipboard-read", "clipboard-write"]
  browser: {}, // further options of Playwright's newContext
  profile: false, // a browser and a profile of its own, on the disk
  worker: false, // whether the browser has service workers: each context would keep the whole page anew
  setup: undefined, // async ({ context, site, url }) => …, before the first page is opened
  intercept: undefined, // see server.mjs
  expect: [], // regular expressions of problems that must occur
  allow: [], // and of those that may; all others fail the test
  timeout: 60_000,
};

/** Finds Chromium on PATH; `CHROMIUM` overrides. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error("No Chromium on PATH. `make test` installs it; or set CHROMIUM to its path.");
}

let shared;
let isClosedAfter = false;

/**
 * Declares a browser test. `run` receives
 * - `page`, `context`: Playwright's, already guarded and open at the application (unless `open: false`);
 * - `url`, `site`: the address and `{ origin, url, close }` of the server;
 * - `newPage()`: another tab of the same profile, opened at the application;
 * - `reopen()`: closes the browser in good order and opens it again with the same profile → the new fixture; with a key of
 *   localStorage once its value is on the disk, for the first time: Chromium writes it seconds later, and may end before;
 * - `kill()`: kill -9 of the whole browser, then the same profile in a new one → the new fixture
 *   (both with `profile: true` only);
 * - `problems`: what the guard has seen so far.
 */
export function test(name, options, run) {
  if (typeof options === "function") [options, run] = [{}, options];
  const settings = { ...DEFAULTS, ...options };
  if (!isClosedAfter) {
    after(() => shared?.close());
    isClosedAfter = true;
  }
  nodeTest(name, { timeout: settings.timeout, skip: settings.skip, todo: settings.todo, only: settings.only }, async () => {
    const site = await serve(settings.root, { base: settings.base, intercept: settings.intercept });
    const profile = settings.profile ? await mkdtemp(join(tmpdir(), "quadrille-")) : undefined;
    const problems = [];
    const session = new Session(settings, site, profile, problems);
    try {
      await run(await session.start());
      await session.depth();
      judge(problems, settings);
    } catch (error) {
      await session.picture(name);
      if (problems.length > 0 && error.code !== "ERR_ASSERTION") error.message += `\nThe page reported:\n${list(problems)}`;
      throw error;
    } finally {
      await session.stop();
      await site.close();
      if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

/** The browser of this file's tests: starting one costs as much as half a test. */
async function sharedBrowser() {
  shared ??= await chromium.launch({ executablePath: findChromium(), args: ARGUMENTS });
  return shared;
}

/** A context in the shared browser, or a profile and the browsers that open it, one after the other. */
class Session {
  constructor(settings, site, profile, problems) {
    Object.assign(this, { settings, site, profile, problems });
    this.url = site.url + settings.hash;
  }

  async start() {
    const { settings } = this;
    const options = {
      acceptDownloads: true,
      colorScheme: settings.theme,
      locale: settings.locale,
      permissions: settings.permissions,
      timezoneId: settings.timezone,
      viewport: settings.viewport,
      ...settings.browser,
    };
    this.context = this.profile
      ? await chromium.launchPersistentContext(this.profile, { executablePath: findChromium(), args: ARGUMENTS, ...options })
      : await (await sharedBrowser()).newContext(options);
    this.context.setDefaultTimeout(10_000);
    await guard(this.context, this.site.origin, this.problems);
    if (!settings.worker) {
      await this.context.addInitScript(() => Object.defineProperty(navigator, "serviceWorker", { value: undefined }));
    }
    await settings.setup?.({ context: this.context, site: this.site, url: this.url });
    const page = this.context.pages()[0] ?? (await this.context.newPage());
    if (settings.open) await this.visit(page);
    return {
      page,
      context: this.context,
      site: this.site,
      url: this.url,
      problems: this.problems,
      newPage: async () => this.visit(await this.context.newPage()),
      reopen: async (key) => {
        assert.ok(this.profile, "only a test with a profile of its own can reopen its browser");
        if (key) await this.isOnDisk(key);
        await this.stop();
        return this.start();
      },
      kill: async () => {
        await this.kill();
        return this.start();
      },
    };
  }

  async visit(page) {
    await page.goto(this.url);
    await standing(page);
    return page;
  }

  /** Waits until the log of localStorage has the value that a key has now. */
  async isOnDisk(key) {
    const folder = join(this.profile, "Default", "Local Storage", "leveldb");
    const value = await this.context.pages()[0].evaluate((key) => localStorage.getItem(key), key);
    assert.ok(value, `localStorage has no ${key}`);
    const limit = Date.now() + 20_000;
    for (let isThere = false; !isThere; assert.ok(Date.now() < limit, `${key} does not reach the disk`)) {
      const logs = (await readdir(folder)).filter((file) => file.endsWith(".log"));
      const files = await Promise.all(logs.map((file) => readFile(join(folder, file)).then(unbroken, () => Buffer.of())));
      // Between them stand the length, below 128, and the sign of a text of Latin letters.
      isThere = files.some((file) => file.includes(Buffer.from(`${key}${String.fromCharCode(value.length + 1)}\x01${value}`)));
    }
  }

  async stop() {
    await this.context?.close();
    this.context = undefined;
  }

  async kill() {
    const browser = (await processes()).find(
      (process) => process.command.includes(`--user-data-dir=${this.profile}`) && !process.command.includes("--type="),
    );
    assert.ok(browser, "the browser's process was not found");
    const closed = new Promise((done) => this.context.once("close", done));
    process.kill(-browser.group, "SIGKILL");
    await closed;
    while ((await processes()).some((process) => process.group === browser.group && process.state !== "Z"));
    this.context = undefined;
  }

  /** How deep the program's calls went: its stack grows down to address 0, and was all zeros. */
  async depth() {
    for (const page of this.context?.pages() ?? []) {
      const left = await page
        .evaluate(async () => {
          if (document.getElementById("boot")) throw new Error("the program does not run");
          const { module } = document.getElementById("application").dataset;
          const { default: init } = await import(new URL(module, document.baseURI));
          return new Uint8Array((await init()).memory.buffer).findIndex((byte) => byte !== 0);
        })
        // A page that was not opened, or has ended, has no program.
        .catch(() => STACK);
      assert.ok(left >= STACK / 2, `the stack was used to within ${left} bytes of its end`);
    }
  }

  async picture(name) {
    for (const [index, page] of (this.context?.pages() ?? []).entries()) {
      await screenshot(page, `failed ${name} ${index + 1}`).catch(() => undefined);
    }
  }
}

/** What a log of LevelDB says, whose records are broken at each 32 KB: a head of seven bytes, with the length in the fifth. */
function unbroken(log) {
  const parts = [];
  for (let block = 0; block < log.length; block += 32_768) {
    const end = Math.min(block + 32_768, log.length);
    for (let at = block; at + 7 <= end; ) {
      const from = at + 7;
      at = from + log.readUInt16LE(at + 4);
      parts.push(log.subarray(from, at));
    }
  }
  return Buffer.concat(parts);
}

/** What the page asks a file for when something is done. */
export async function chooser(page, act) {
  const asked = page.waitForEvent("filechooser");
  // The browser hears some time after it that choosers are listened for; a key is quicker than that.
  await page.evaluate(() => undefined);
  await act();
  return asked;
}

/** Waits until the application has drawn itself, and fails at once if it says that it cannot start. */
export async function standing(page) {
  const reason = await page.waitForFunction(() => {
    if (!document.getElementById("boot")) return "standing";
    if (!document.getElementById("boot-failed")?.hidden) return document.getElementById("boot-reason")?.textContent;
    return undefined;
  });
  assert.equal(await reason.jsonValue(), "standing", "the application did not start");
}

async function guard(context, origin, problems) {
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      console.error(`Policy violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
  });
  const own = (url) => url.startsWith(`${origin}/`) || url.startsWith("data:") || url.startsWith(`blob:${origin}/`);
  context.on("console", (message) => {
    if (["error", "warning", "assert"].includes(message.type())) {
      problems.push(`console ${message.type()}: ${message.text()} ${message.location()?.url ?? ""}`.trim());
    }
  });
  context.on("weberror", (error) => problems.push(`page error: ${error.error().stack ?? error.error()}`));
  context.on("request", (request) => {
    if (!own(request.url()) && request.url() !== "about:blank") problems.push(`foreign request: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") problems.push(`failed request: ${request.url()} ${reason}`);
  });
  const watch = (page) => {
    page.on("websocket", (socket) => problems.push(`foreign request: ${socket.url()}`));
    page.on("crash", () => problems.push("page crashed"));
  };
  context.pages().forEach(watch);
  context.on("page", watch);
}

function judge(problems, { expect, allow }) {
  const unexpected = problems.filter((problem) => ![...expect, ...allow].some((pattern) => pattern.test(problem)));
  if (unexpected.length > 0) assert.fail(`The page reported:\n${list(unexpected)}`);
  for (const pattern of expect) {
    assert.ok(problems.some((problem) => pattern.test(problem)), `Expected ${pattern}, saw:\n${list(problems)}`);
  }
}

const list = (lines) => lines.map((line) => `  ${line}`).join("\n") || "  nothing";

async function processes() {
  const found = [];
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const [stat, command] = await Promise.all(
      ["stat", "cmdline"].map((file) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "")),
    );
    const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat) found.push({ pid: Number(pid), state, group: Number(group), command: command.replaceAll("\0", " ") });
  }
  return found;
}

/** Takes a picture into test-results/<name>.png and returns its path. */
export async function screenshot(page, name, options = {}) {
  await mkdir(results, { recursive: true });
  const path = join(results, `${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.png`);
  await page.screenshot({ path, animations: "disabled", ...options });
  return path;
}

let axeSource;

/** Fails if axe-core finds a violation on the page, or inside `include` (a selector). */
export async function axe(page, { include, options = {} } = {}) {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async ([scope, settings]) => {
      // What fades is looked at as it was before: a notice in its last moments has the contrast of none.
      const moving = document.getAnimations().filter((animation) => animation.playState === "running");
      for (const animation of moving) {
        animation.currentTime = 0;
        animation.pause();
      }
      // What passes is megabytes of markup that nobody reads.
      const found = await axe.run(scope ?? document, { resultTypes: ["violations"], ...settings });
      for (const animation of moving) animation.play();
      return found.violations;
    },
    [include, options],
  );
  const report = violations.map(({ id, help, nodes }) =>
    [`${id}: ${help}`, ...nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary.replaceAll("\n", "\n      ")}`)].join("\n"),
  );
  if (violations.length > 0) assert.fail(`axe found:\n${list(report)}`);
}

/**
 * An input method on `page`: `compose(text)` shows an unfinished composition in the focused field, `commit(text)` ends it
 * with the text, `cancel()` without, and `processKey()` is the key event 229 that a real one sends for each key.
 */
export async function inputMethod(page) {
  const devtools = await page.context().newCDPSession(page);
  const compose = (text, caret = text.length) =>
    devtools.send("Input.imeSetComposition", { text, selectionStart: caret, selectionEnd: caret });
  const key = (type) => devtools.send("Input.dispatchKeyEvent", { type, key: "Process", windowsVirtualKeyCode: 229 });
  return {
    compose,
    cancel: () => compose(""),
    commit: (text) => devtools.send("Input.insertText", { text }),
    processKey: async () => {
      await key("rawKeyDown");
      await key("keyUp");
    },
  };
}

/** Dispatches a paste event with the given formats at the focused element; true if the page handled it. */
export function paste(page, { text, html }) {
  return page.evaluate(([text, html]) => {
    const clipboardData = new DataTransfer();
    if (text !== undefined) clipboardData.setData("text/plain", text);
    if (html !== undefined) clipboardData.setData("text/html", html);
    return !document.activeElement.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, [text, html]);
}

/** Dispatches a copy (or cut) event and returns what the page put on the clipboard: `{ text, html, handled }`. */
export function copied(page, kind = "copy") {
  return page.evaluate((kind) => {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent(kind, { clipboardData, bubbles: true, cancelable: true });
    const handled = !document.activeElement.dispatchEvent(event);
    return { text: clipboardData.getData("text/plain"), html: clipboardData.getData("text/html"), handled };
  }, kind);
}

/** Drops files, `{ name, type, text }` each, on the element that `selector` finds. */
export function drop(page, selector, files) {
  return page.locator(selector).evaluate((target, files) => {
    const dataTransfer = new DataTransfer();
    for (const { name, type = "", text } of files) dataTransfer.items.add(new File([text], name, { type }));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);
}

/** Runs `action`, which makes the page save a file, and returns `{ name, text }`. */
export async function saved(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Waits until the element's text equals, or matches, `expected`. */
export async function expectText(locator, expected) {
  const matches = (text) => (expected instanceof RegExp ? expected.test(text) : text === expected);
  const limit = Date.now() + 10_000;
  let text;
  do {
    text = (await locator.innerText()).trim();
    if (matches(text)) return;
    await locator.page().evaluate(() => new Promise(requestAnimationFrame));
  } while (Date.now() < limit);
  assert.fail(`Expected ${expected instanceof RegExp ? expected : JSON.stringify(expected)}, saw ${JSON.stringify(text)}`);
}
