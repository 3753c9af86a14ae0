// Measures the page against the floor: benches/floor, a bare DOM window without any library.
//
//   node benches/page.mjs                      five rounds; the table goes to stdout, progress to stderr
//   ROUNDS=3 SIZES=10000 node benches/page.mjs
//   PROFILE=1 node benches/page.mjs            one visit of ours at the last size: where the time of the commits goes
//
// Every visit has a fresh browser, with a copy of a profile in which the plan is already kept. In every round each
// contender visits each size once; the next round goes the other way round. A figure is the median of the rounds' values,
// a ratio the median of the rounds' ratios; the value of a round is the median of its commits. Compare ratios between
// machines and days, never milliseconds. There are no sleeps, and times are taken in the page.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { dist, findChromium, repository } from "../tests/browser/harness.mjs";
import { serve } from "../tests/browser/server.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SIZES = (process.env.SIZES ?? "1000,10000").split(",").map(Number);
const WARM = 3; // commits that are not counted
const COMMITS = 15; // and those that are
const FRAMES = 100; // of scrolling, three rows each

// As in tests/browser/harness.mjs.
const ARGUMENTS = [
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

const OURS = {
  name: "ours",
  root: dist,
  address: () => "",
  selectors: {
    pane: ".pane:has(#grid-deals)",
    row: "#grid-deals .rows .row:not([hidden])",
    head: "#grid-deals .head > :not(.no)",
    foot: "#grid-deals .foot > :not(.no)",
    cell: '#grid-deals [data-r="{r}"][data-c="{c}"]',
    field: "textarea.field",
    active: "#grid-deals .cell[data-active]",
    strip: ".strip",
    wait: "#boot, dialog[open]",
  },
};
const FLOOR = {
  name: "floor",
  root: join(repository, "benches/floor"),
  address: (size) => `?n=${size}`,
  selectors: {
    pane: ".pane",
    row: ".window .row",
    head: ".head > div",
    foot: ".foot > div",
    cell: '.row [data-r="{r}"][data-c="{c}"]',
    field: ".field",
    editing: ".field[data-editing]",
  },
};

/** What runs in the page before anything else: `bench`. Times are of `performance`, the end of a frame is a task after it. */
function probe(selectors) {
  if (window !== top) return;
  const LIMIT = 30_000;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const digits = (text) => Number(text.replaceAll(/[^0-9.-]/g, ""));
  const afterFrame = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(undefined);
  };
  /** The time of the end of the first frame in which `holds`. */
  const frameIn = (holds, starts) =>
    new Promise((done, fail) => {
      let limit;
      const look = () => {
        if (holds()) done(performance.now());
        else if (performance.now() < limit) frame();
        else fail(new Error(`not seen in ${LIMIT} ms: ${holds}`));
      };
      const frame = () => {
        limit ??= performance.now() + LIMIT;
        requestAnimationFrame(() => afterFrame(look));
      };
      if (starts) starts(frame);
      else frame();
    });
  const cell = (at, column) => document.querySelector(selectors.cell.replace("{r}", at).replace("{c}", column));
  const heading = (name) => all(selectors.head).findIndex((head) => head.textContent.startsWith(name));
  const total = (column) => digits(all(selectors.foot)[column].textContent);
  const strip = () => (selectors.strip ? document.querySelector(selectors.strip).textContent : "");

  const memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name];
    WebAssembly[name] = async (...rest) => {
      const made = await own.apply(WebAssembly, rest);
      for (const exported of Object.values((made.instance ?? made).exports)) {
        if (exported instanceof WebAssembly.Memory) memories.add(exported);
      }
      return made;
    };
  }

  const stands = () => cell(0, 0)?.textContent && document.querySelector(selectors.field) && !(selectors.wait && document.querySelector(selectors.wait));
  window.bench = {
    ready: frameIn(stands),
    columns: () => all(selectors.head).length,
    wasm: () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),

    /** Scrolls to three rows whose amounts move the forecast; with the column of amounts, and its total. */
    async places() {
      const [amount, weighted, close, outcome] = ["Amount", "Weighted", "Expected close", "Outcome"].map(heading);
      const pane = document.querySelector(selectors.pane);
      // Once it has the focus, a click does not scroll the page to where it was.
      document.querySelector(selectors.field).focus();
      const { top, bottom } = pane.getBoundingClientRect();
      const counts = (text) => digits(text(weighted)) > 0 && !text(outcome) && /^2026-1/.test(text(close));
      for (let begin = 0; begin < 6000; begin += 300) {
        pane.scrollTop = begin;
        await frameIn(() => true);
        await frameIn(() => true);
        const rows = all(selectors.row).flatMap((row) => {
          const at = Number(row.querySelector("[data-r]").dataset.r);
          const box = row.getBoundingClientRect();
          const inSight = box.top >= top + 60 && box.bottom < bottom - 90;
          return inSight && (weighted < 0 || counts((column) => cell(at, column).textContent)) ? [at] : [];
        });
        if (rows.length >= 3) return { amount, rows: rows.slice(0, 3), sum: total(amount) };
      }
      throw new Error("no three deals together that move the forecast");
    },

    box(at, column) {
      const { x, y, width, height } = cell(at, column).getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },

    /** Before typing: expects an Enter that makes the cell `value`. `committed` has the milliseconds to the end of its frame. */
    commit(at, column, value) {
      const goal = total(column) - digits(cell(at, column).textContent) + value;
      const holds = () =>
        digits(cell(at, column).textContent) === value &&
        total(column) === goal &&
        !(selectors.editing && document.querySelector(selectors.editing)) &&
        !(selectors.active && document.querySelector(selectors.active) === cell(at, column));
      let began;
      const ended = frameIn(holds, (frame) => {
        const pressed = (event) => {
          if (event.key !== "Enter") return;
          removeEventListener("keydown", pressed, true);
          began = event.timeStamp;
          frame();
        };
        addEventListener("keydown", pressed, true);
      });
      this.committed = ended.then((end) => end - began);
    },

    /** Expects a digit that moves the forecast: `moved` has the milliseconds to the end of the frame that shows it. */
    key() {
      const before = strip();
      let began;
      const ended = frameIn(() => strip() !== before, (frame) => {
        addEventListener("keydown", (event) => ((began = event.timeStamp), frame()), { capture: true, once: true });
      });
      this.moved = ended.then((end) => end - began);
    },

    async scroll(frames) {
      const pane = document.querySelector(selectors.pane);
      const { left, bottom, width } = pane.getBoundingClientRect();
      const frame = () => new Promise(requestAnimationFrame);
      const times = [];
      let blank = 0;
      let before = await frame();
      for (let nth = 0; nth < frames; nth += 1) {
        pane.scrollTop += 90;
        const now = await frame();
        times.push(now - before);
        before = now;
        if (!document.elementFromPoint(left + width / 3, bottom - 90)?.closest(selectors.row)) blank += 1;
      }
      pane.scrollTop = 0;
      await frame();
      return { times, blank };
    },

    /** Drops a plan file on the page: milliseconds to the end of the frame in which its first row stands. */
    async open(name, text, column, sum) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name, { type: "application/json" }));
      const before = location.hash;
      const began = performance.now();
      for (const kind of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
      }
      const end = await frameIn(() => location.hash !== before && document.querySelector(selectors.row) && !document.querySelector(selectors.wait) && total(column) === sum);
      return end - began;
    },

  };
}

const folder = await mkdtemp(join(tmpdir(), "quadrille-bench-"));

/** A plan file with so many deals, written once and kept while the example that writes it does not change. */
async function plan(size) {
  const sources = join(repository, "examples/large");
  const ages = await Promise.all((await readdir(sources)).map(async (name) => (await stat(join(sources, name))).mtimeMs));
  const cache = join(tmpdir(), "quadrille-bench-plans");
  const path = join(cache, `${size}-${Math.max(...ages).toString(36)}.plan.json`);
  await stat(path).catch(async () => {
    console.error(`writing a plan of ${size} deals`);
    await mkdir(cache, { recursive: true });
    // The profile of `cargo bench`, which has just built the library.
    const command = ["run", "--locked", "--quiet", "--profile", "bench", "--example", "large", "--", String(size)];
    const { stdout } = await promisify(execFile)("cargo", command, { cwd: repository, maxBuffer: 2 ** 30 });
    const unfinished = join(folder, `${size}.json`);
    await writeFile(unfinished, stdout);
    await cp(unfinished, `${path}.new`);
    await rename(`${path}.new`, path);
  });
  return path;
}

async function launch(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: ARGUMENTS,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
  });
  context.setDefaultTimeout(60_000);
  return context;
}

/** A profile in which the application keeps the plan; every visit copies it. */
async function prepare(size, url) {
  const profile = join(folder, `profile-${size}`);
  const context = await launch(profile);
  const [page] = context.pages();
  await page.goto(url);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("#begin-file").click()]);
  await chooser.setFiles(await plan(size));
  // The empty plan behind the welcome has a row, too, and is saved: wait for the one of the file.
  await page.waitForFunction(() => !document.querySelector("dialog[open]") && document.querySelector("#grid-deals-r0c0")?.textContent);
  await page.locator("#saved[data-state=saved]").waitFor();
  await context.close();
  return profile;
}

const counters = ["LayoutCount", "Nodes", "TaskDuration"];

async function visit(contender, size, url, profile, profiled) {
  const own = join(folder, "visit");
  await cp(profile, own, { recursive: true });
  const context = await launch(own);
  const wrong = [];
  context.on("weberror", (error) => wrong.push(String(error.error())));
  try {
    const [page] = context.pages();
    const devtools = await context.newCDPSession(page);
    const metrics = async () => {
      const found = (await devtools.send("Performance.getMetrics")).metrics;
      return Object.fromEntries(found.filter(({ name }) => counters.includes(name)).map(({ name, value }) => [name, value]));
    };
    await devtools.send("Performance.enable");
    await page.addInitScript(probe, contender.selectors);
    const result = {};
    await page.goto(url + contender.address(size));
    result["ready, ms"] = await page.evaluate(() => bench.ready);
    result.columns = await page.evaluate(() => bench.columns());

    const { amount, rows, sum } = await page.evaluate(() => bench.places());
    const [frames, keys] = [[], []];
    let before;
    for (let nth = -WARM; nth < COMMITS; nth += 1) {
      if (nth === 0) {
        before = await metrics();
        if (profiled) await startProfile(devtools);
      }
      const at = rows[(nth + WARM) % rows.length];
      // Far enough from what stood there that the forecast moves in the digits that the strip shows.
      const value = (Math.floor((nth + WARM) / rows.length) % 2 ? 1_000_000 : 6_000_000) + (nth + WARM) * 1000;
      const { x, y } = await page.evaluate(([at, column]) => bench.box(at, column), [at, amount]);
      await page.mouse.click(x, y);
      const text = String(value);
      await page.evaluate(([at, column, value]) => bench.commit(at, column, value), [at, amount, value]);
      await page.keyboard.type(text.slice(0, -1));
      if (contender.selectors.strip) await page.evaluate(() => bench.key());
      await page.keyboard.type(text.slice(-1));
      if (contender.selectors.strip) {
        const key = await page.evaluate(() => bench.moved);
        if (nth >= 0) keys.push(key);
      }
      await page.keyboard.press("Enter");
      const frame = await page.evaluate(() => bench.committed);
      if (nth >= 0) frames.push(frame);
    }
    if (profiled) return await endProfile(devtools);
    const after = await metrics();
    result["commit, ms"] = median(frames);
    if (keys.length > 0) result["key shown live, ms"] = median(keys);
    result["layouts per commit with its keys and click"] = (after.LayoutCount - before.LayoutCount) / COMMITS;

    const idle = await metrics();
    const { times, blank } = await page.evaluate((frames) => bench.scroll(frames), FRAMES);
    times.sort((one, two) => one - two);
    result["scroll frame p95, ms"] = times[Math.ceil(times.length * 0.95) - 1];
    result["scroll frame max, ms"] = times.at(-1);
    result["scroll, main thread per frame, ms"] = (((await metrics()).TaskDuration - idle.TaskDuration) * 1000) / FRAMES;
    result[`blank frames of ${FRAMES}`] = blank;

    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => bench.wasm());
    result["JS heap, MB"] = usedSize / 1e6;
    result["JS heap + wasm memory, MB"] = (usedSize + wasm) / 1e6;
    result["DOM nodes, all kinds"] = (await metrics()).Nodes;

    if (contender === OURS) {
      const file = await readFile(await plan(size), "utf8");
      const place = ["again.plan.json", file, amount, sum];
      result["open a dropped file, ms"] = await page.evaluate((place) => bench.open(...place), place);
    }
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    return result;
  } finally {
    await context.close();
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function startProfile(devtools) {
  await devtools.send("Profiler.enable");
  await devtools.send("Profiler.setSamplingInterval", { interval: 100 });
  await devtools.send("Profiler.start");
}

/** The functions by their own time, and by the time with what they call, per commit with its click and its keys. */
async function endProfile(devtools) {
  const { profile } = await devtools.send("Profiler.stop");
  const nodes = new Map(profile.nodes.map((node) => [node.id, { ...node, parent: undefined }]));
  for (const node of nodes.values()) for (const child of node.children ?? []) nodes.get(child).parent = node;
  const name = ({ callFrame }) => callFrame.functionName || `(${callFrame.url.split("/").at(-1) || "native"}:${callFrame.lineNumber})`;
  const [self, whole] = [new Map(), new Map()];
  const add = (to, key, time) => to.set(key, (to.get(key) ?? 0) + time);
  profile.samples.forEach((id, nth) => {
    const time = profile.timeDeltas[nth] / 1000 / COMMITS;
    const path = new Set();
    for (let node = nodes.get(id); node; node = node.parent) path.add(name(node));
    add(self, name(nodes.get(id)), time);
    for (const key of path) add(whole, key, time);
  });
  const list = (of) =>
    [...of].sort((one, two) => two[1] - one[1]).slice(0, 25).map(([key, time]) => `${time.toFixed(2).padStart(8)} ms  ${key}`).join("\n");
  return `own time\n${list(self)}\n\nwith what they call\n${list(whole)}`;
}

function median(values) {
  const sorted = [...values].sort((one, two) => one - two);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Bytes of the files of a visit, as they are and compressed. */
async function transfer(root, files) {
  const bytes = await Promise.all([...files].map((file) => readFile(join(root, file || "index.html")).catch(() => Buffer.of())));
  const sum = (of) => bytes.reduce((sum, file) => sum + of(file), 0) / 1000;
  return { plain: sum((file) => file.length), gzip: sum((file) => gzipSync(file, { level: 9 }).length), brotli: sum((file) => brotliCompressSync(file).length) };
}

const show = (value) => (value === undefined ? "–" : Number.isNaN(value) ? "later" : value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1));

const sites = new Map();
try {
  for (const contender of [OURS, FLOOR]) {
    const files = new Set();
    const site = await serve(contender.root, { intercept: (path) => void files.add(path) });
    sites.set(contender, { ...site, files });
  }
  const profiles = new Map();
  for (const size of SIZES) profiles.set(size, await prepare(size, sites.get(OURS).url));
  for (const { files } of sites.values()) files.clear();

  if (process.env.PROFILE) {
    const size = SIZES.at(-1);
    console.log(await visit(OURS, size, sites.get(OURS).url, profiles.get(size), true));
  } else {
    const visits = SIZES.flatMap((size) => [OURS, FLOOR].map((contender) => ({ contender, size, results: [] })));
    const loads = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      loads.push(loadavg()[0]);
      for (const one of round % 2 ? visits.toReversed() : visits) {
        const { contender, size, results } = one;
        results.push(await visit(contender, size, sites.get(contender).url, profiles.get(size)));
        const last = results.at(-1);
        console.error(`round ${round + 1}: ${contender.name}, ${size} deals: ready ${show(last["ready, ms"])}, commit ${show(last["commit, ms"])} ms`);
      }
    }
    await report(visits, loads);
  }
} finally {
  for (const site of sites.values()) await site.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function report(visits, loads) {
  const of = (contender, size) => visits.find((one) => one.contender === contender && one.size === size).results;
  const lines = [];
  for (const size of SIZES) {
    const [ours, floor] = [of(OURS, size), of(FLOOR, size)];
    for (const what of Object.keys(ours[0])) {
      // A key that moves the forecast is held against the floor's commit, which shows as much.
      const against = what in floor[0] ? what : what.startsWith("key") ? "commit, ms" : undefined;
      const ratios = against ? ours.map((result, round) => result[what] / floor[round][against]).filter(Number.isFinite) : [];
      const spread = ratios.length > 0 ? [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2)) : undefined;
      lines.push([
        what,
        size.toLocaleString("en-US"),
        show(median(ours.map((result) => result[what]))),
        show(against === what ? median(floor.map((result) => result[what])) : undefined),
        spread ? `${spread[0]} (${spread[1]}–${spread[2]})` : "–",
      ]);
    }
  }
  const [ours, floor] = await Promise.all([OURS, FLOOR].map((contender) => transfer(contender.root, sites.get(contender).files)));
  for (const kind of ["plain", "gzip", "brotli"]) {
    lines.push([`files of a visit, ${kind}, KB`, "any", show(ours[kind]), show(floor[kind]), (ours[kind] / floor[kind]).toFixed(1)]);
  }
  const from = (what) => Object.keys(of(OURS, SIZES[0])[0]).indexOf(what);
  lines.sort((one, two) => (from(one[0]) + 1 || 99) - (from(two[0]) + 1 || 99));
  console.log(`The page against the floor: medians of ${ROUNDS} rounds, ${availableParallelism()} cores, load ${loads.map((load) => load.toFixed(1)).join(" ")}.\n`);
  console.log("| what | deals | ours | floor | ours / floor (least–most) |\n|---|---:|---:|---:|---:|");
  for (const line of lines) console.log(`| ${line.join(" | ")} |`);
}
