// Firefox and WebKit, as Debian has them, by the protocol that both speak: W3C WebDriver, of which here is what the tests
// need. The page they open has a script before its first, which keeps every error, warning and violation of the policy.
//
//   const browser = await open("webkit"); // or "firefox"
//   await browser.keys("1", "2", "Enter", "Control+z");

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { dist } from "./harness.mjs";
import { serve } from "./server.mjs";

const onPath = (name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)).find(existsSync);

/** The small browser beside WebKit's library, whose folder has the names of the machine and of WebKit's version. */
function miniBrowser() {
  const within = (folder, pattern) =>
    existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)).map((name) => join(folder, name)) : [];
  const folders = within("/usr/lib", /-linux-gnu$/).flatMap((machine) => within(machine, /^webkit2?gtk-/));
  return folders.map((folder) => join(folder, "MiniBrowser")).find(existsSync);
}

/** What each engine is started with: its driver, and what the driver is to start. */
const ENGINES = {
  firefox: {
    driver: onPath("geckodriver"),
    browser: onPath("firefox-esr") ?? onPath("firefox"),
    arguments: (port) => ["--port", port, "--log", "fatal"],
    options: (binary) => ({
      "moz:firefoxOptions": { binary, args: ["-headless"], prefs: { "browser.shell.checkDefaultBrowser": false } },
    }),
  },
  webkit: {
    driver: onPath("WebKitWebDriver"),
    browser: miniBrowser(),
    arguments: (port) => [`--port=${port}`],
    options: (binary) => ({ "webkitgtk:browserOptions": { binary, args: ["--automation"] } }),
    screen: onPath("Xvfb"),
  },
};

/** Why an engine cannot be tried here; nothing where it can. */
export function missing(engine) {
  const { driver, browser, ...rest } = ENGINES[engine];
  // Where the driver is, what it drives has to be.
  if (driver) assert.ok(browser && (!("screen" in rest) || rest.screen), `${engine} has a driver and no browser or screen`);
  return driver ? false : `${engine} has no driver here: .ci/tools test installs it on Debian`;
}

const GUARD = `"use strict";
window.problems = [];
addEventListener("error", (event) => problems.push("error: " + event.message));
addEventListener("unhandledrejection", (event) => problems.push("rejection: " + event.reason));
addEventListener("securitypolicyviolation", (event) => problems.push("policy: " + event.effectiveDirective + " " + event.blockedURI));
for (const kind of ["error", "warn"]) {
  const say = console[kind];
  console[kind] = (...what) => {
    problems.push(kind + ": " + what.join(" "));
    say.apply(console, what);
  };
}`;

/** dist/ with the guard in front of its first script. */
async function guarded() {
  const page = (await readFile(join(dist, "index.html"), "utf8")).replace("<head>", '<head><script src="guard.js"></script>');
  assert.ok(page.includes("guard.js"), "the page has a head");
  const answers = {
    "": { headers: { "content-type": "text/html; charset=utf-8" }, body: page },
    "guard.js": { headers: { "content-type": "text/javascript; charset=utf-8" }, body: GUARD },
  };
  return serve(dist, { base: "/some/path/", intercept: (path) => answers[path] });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return String(port);
}

/** A screen that nobody sees; it says which number it has. */
async function screen(program) {
  const server = spawn(program, ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(createInterface(server.stdio[3]), "line");
  return { server, display: `:${number}` };
}

/** The names of keys in chords, as WebDriver has them. */
const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Escape: "\uE00C",
  PageUp: "\uE00E", PageDown: "\uE00F", End: "\uE010", Home: "\uE011", ArrowLeft: "\uE012", ArrowUp: "\uE013",
  ArrowRight: "\uE014", ArrowDown: "\uE015", Delete: "\uE017", F1: "\uE031", F2: "\uE032", F8: "\uE038", F10: "\uE03A",
  Space: " ",
};

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Starts an engine and opens the application in it. */
export async function open(engine) {
  const { driver: program, browser, options, screen: screens, arguments: parameters } = ENGINES[engine];
  const site = await guarded();
  const shown = screens ? await screen(screens) : undefined;
  const port = await freePort();
  const driver = spawn(program, parameters(port), {
    stdio: "ignore",
    env: { ...process.env, ...(shown && { DISPLAY: shown.display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", NO_AT_BRIDGE: "1" }) },
  });
  const ask = async (method, path, body) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const stop = async () => {
    driver.kill();
    shown?.server.kill();
    await site.close();
  };
  try {
    // The driver listens some time after it was started.
    const limit = Date.now() + 20_000;
    while (!(await ask("GET", "/status").catch(() => undefined))) {
      assert.ok(Date.now() < limit && driver.exitCode === null, `${program} does not answer`);
    }
    const { sessionId } = await ask("POST", "/session", { capabilities: { alwaysMatch: options(browser) } });
    return await new Browser(engine, site, (method, path, body) => ask(method, `/session/${sessionId}${path}`, body), stop).begin();
  } catch (error) {
    await stop();
    throw error;
  }
}

class Browser {
  constructor(engine, site, ask, stop) {
    Object.assign(this, { engine, site, ask, stop });
  }

  async begin() {
    await this.ask("POST", "/window/rect", { width: 1440, height: 900 });
    await this.visit();
    return this;
  }

  /** Opens the application, or opens it again, and waits until it stands. */
  async visit() {
    await this.ask("POST", "/url", { url: this.site.url });
    const reason = await this.until(() => {
      if (!document.getElementById("boot")) return "standing";
      return document.getElementById("boot-failed").hidden ? undefined : document.getElementById("boot-reason").textContent;
    });
    assert.equal(reason, "standing", "the application did not start");
    await this.awake();
  }

  /** Waits until the page gets keys: Firefox drops them before its first pictures, when no hand would press one. */
  async awake() {
    await this.run(() => addEventListener("keydown", () => (window.hasKeys = true), { capture: true, once: true }));
    const limit = Date.now() + 15_000;
    do {
      assert.ok(Date.now() < limit, `no key reaches the page in ${this.engine}`);
      await this.keys("Shift");
    } while (!(await this.run(() => window.hasKeys)));
  }

  /** Runs a function in the page. */
  run(what, ...values) {
    return this.ask("POST", "/execute/sync", { script: `return (${what})(...arguments)`, args: values });
  }

  /** Waits until a function of the page says something true, and returns it. */
  async until(what, ...values) {
    const limit = Date.now() + 15_000;
    for (;;) {
      const said = await this.run(what, ...values);
      if (said) return said;
      if (Date.now() > limit) throw new Error(`In ${this.engine} never became true: ${what} of ${JSON.stringify(values)}`);
    }
  }

  /** The text of what a selector finds. */
  text(selector) {
    return this.run((selector) => document.querySelector(selector)?.innerText.trim() ?? null, selector);
  }

  /** Waits until what a selector finds has a text. */
  async expect(selector, text) {
    const shows = (selector, text) => document.querySelector(selector)?.innerText.trim() === text;
    await this.until(shows, selector, text).catch(async (error) => {
      assert.equal(await this.text(selector), text, `${selector} in ${this.engine}`);
      throw error;
    });
  }

  /** Waits until the page has been drawn as it is now. */
  frames() {
    return this.ask("POST", "/execute/async", {
      script: "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));",
      args: [],
    });
  }

  /** What is seen of the page: a picture. */
  picture() {
    return this.ask("GET", "/screenshot");
  }

  /** In how many of their values two pictures differ by more than letters do that are painted once more. */
  differing(...pictures) {
    return this.run(async (pictures) => {
      const [one, other] = await Promise.all(pictures.map(async (picture) => {
        const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
        canvas.drawImage(image, 0, 0);
        return canvas.getImageData(0, 0, image.width, image.height).data;
      }));
      return one.reduce((count, value, at) => count + (Math.abs(value - other[at]) > 64), 0);
    }, pictures);
  }

  async element(selector) {
    return Object.values(await this.ask("POST", "/element", { using: "css selector", value: selector }))[0];
  }

  /** Clicks with the left button (0), or with another. */
  async click(selector, button = 0) {
    // Where it stays, and nothing lies over it.
    await this.until((selector) => {
      const element = document.querySelector(selector);
      if (!element) return false;
      const { x, y, width, height } = element.getBoundingClientRect();
      const place = [x, y, width, height].join();
      const stays = element.lastPlace === place;
      element.lastPlace = place;
      return stays && element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }, selector);
    const origin = { [ELEMENT]: await this.element(selector) };
    await this.act({
      type: "pointer",
      id: "mouse",
      actions: [{ type: "pointerMove", duration: 0, origin, x: 0, y: 0 }, { type: "pointerDown", button }, { type: "pointerUp", button }],
    });
  }

  /** Presses keys one after the other: letters, names, or chords such as `Control+Shift+z`. */
  async keys(...chords) {
    const actions = chords.flatMap((chord) => {
      const names = chord.length > 1 ? chord.split("+") : [chord];
      const values = names.map((name) => KEYS[name] ?? name);
      return [
        ...values.map((value) => ({ type: "keyDown", value })),
        ...values.reverse().map((value) => ({ type: "keyUp", value })),
      ];
    });
    await this.act({ type: "key", id: "keyboard", actions });
  }

  /** Types a text, key by key. */
  type(text) {
    return this.keys(...text);
  }

  act(...actions) {
    return this.ask("POST", "/actions", { actions });
  }

  /** Closes the browser; fails if its page has reported something. */
  async close() {
    try {
      const problems = await this.run(() => window.problems);
      assert.deepEqual(problems, [], `what the page reported in ${this.engine}`);
    } finally {
      await this.ask("DELETE", "").catch(() => undefined);
      await this.stop();
    }
  }
}
