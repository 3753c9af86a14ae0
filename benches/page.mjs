// Measures the page against the floor (benches/floor, a bare DOM window without any library) and against its peers
// (benches/peers): AG Grid community, RevoGrid and Glide Data Grid, each as its documentation sets it up for speed, with
// the same 20 columns as the floor. Ours has the columns of a plan and works the forecast out within the commit.
// `.ci/tools bench` installs the peers; while this runs nothing asks the network.
//
//   node benches/page.mjs                      five rounds; the table goes to stdout, progress to stderr
//   ROUNDS=3 SIZES=10000 CONTENDERS=floor,ag-grid node benches/page.mjs
//   PROFILE=1 node benches/page.mjs            one visit of ours at the last size: where the time of the commits goes
//
// Every visit has a fresh browser, with a copy of a profile in which the plan is already kept. In every round each
// contender visits each size once; the next round goes the other way round. A figure is the median of the rounds' values,
// a ratio the median of the rounds' ratios; the value of a round is the median of its commits. Compare ratios between
// machines and days, never milliseconds. There are no sleeps, and times are taken in the page.
//
// A commit counts when the cell and the total show it; that it was kept is seen after the page was scrolled away and back.
// Glide paints on a canvas: it shows what it painted since the Enter. RevoGrid and Glide lose keys of a fast typist, so
// that they get them one by one. A size that ours refuses to open is said, and measured with the others only.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { findChromium, repository } from "../tests/browser/harness.mjs";
import { TYPES, serve } from "../tests/browser/server.mjs";
import { CONTENDERS, OURS } from "./contenders.mjs";
import { probe } from "./probe.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SIZES = (process.env.SIZES ?? "1000,10000,100000").split(",").map(Number);
// Ours always, which the others are held against.
const CHOSEN = process.env.CONTENDERS ? [...new Set([OURS, ...process.env.CONTENDERS.split(",").map(named)])] : CONTENDERS;
const WARM = 3; // commits that are not counted
const COMMITS = 15; // and those that are
const FRAMES = 100; // of scrolling, three rows each
const FAR = 2000; // rows scrolled by before the commits are measured again
const PASTES = 4; // of so many rows and columns, the first of which is not counted
const BLOCK = [1000, 10];
// A telephone's net and processor.
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 1.6e6 / 8 };
const SLOWER = 4;

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

/** `worker`: whether the page may keep itself for the next visit. Peers do not, so it is measured apart. */
async function launch(profile, worker = false) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    args: ARGUMENTS,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
  });
  context.setDefaultTimeout(60_000);
  if (!worker) await context.addInitScript(() => Object.defineProperty(navigator, "serviceWorker", { value: undefined }));
  return context;
}

/** A profile in which the application keeps the plan; every visit copies it. `opened` is false where it refuses the plan. */
async function prepare(size, url) {
  const profile = join(folder, `profile-${size}`);
  const context = await launch(profile);
  const [page] = context.pages();
  await page.goto(url);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("#begin-file").click()]);
  const file = await plan(size);
  await chooser.setFiles(file);
  // The empty plan behind the welcome has a row, too, and is saved: wait for the one of the file, or for its refusal.
  const seen = await page.waitForFunction((name) => {
    const dialog = document.querySelector("dialog[open]");
    if (dialog?.textContent.includes(name)) return { refusal: dialog.innerText };
    return !dialog && document.querySelector("#grid-deals-r0c0")?.textContent && {};
  }, basename(file));
  const { refusal } = await seen.jsonValue();
  if (refusal) console.error(`ours is not measured with ${size} deals:\n${refusal.replaceAll(/^/gm, "  ")}`);
  else await page.locator("#saved[data-state=saved]").waitFor();
  await context.close();
  return { profile, opened: !refusal };
}

const AFTER = `commit after ${FAR} scrolled rows, ms`;
const GROWTH = `commit after ${FAR} scrolled rows ÷ before`;
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
    await page.addInitScript({ content: `(${probe})((${contender.view})(${JSON.stringify(contender.selectors)}));` });
    const result = {};
    await page.goto(url + contender.page(size));
    result["ready, ms"] = await page.evaluate(() => bench.ready);
    result["columns drawn"] = await page.evaluate(() => bench.columns());

    const places = await page.evaluate(() => bench.places());
    let before;
    const first = await commits(contender, page, places, async () => {
      before = await metrics();
      if (profiled) await startProfile(devtools);
    });
    if (profiled) return await endProfile(devtools);
    const after = await metrics();
    result["commit, ms"] = median(first.frames);
    if (first.keys.length > 0) result["key shown live, ms"] = median(first.keys);
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

    await page.evaluate((rows) => bench.wander(rows), FAR);
    const far = await commits(contender, page, await page.evaluate(() => bench.places()));
    result[AFTER] = median(far.frames);
    result[GROWTH] = median(far.frames) / median(first.frames);
    await page.evaluate((kept) => bench.keeps(...kept), [places.top, first.at, places.amount, first.value]);

    if (contender.pastes) Object.assign(result, await pastes(contender, page, places.amount));

    if (contender === OURS) {
      const file = await readFile(await plan(size), "utf8");
      const place = ["again.plan.json", file, places.amount, places.sum];
      result["open a dropped file, ms"] = await page.evaluate((place) => bench.open(...place), place);
    }
    if (wrong.length > 0) throw new Error(wrong.join("\n"));
    return result;
  } catch (error) {
    throw new Error(`${contender.name}, ${size} deals`, { cause: error });
  } finally {
    await context.close();
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Clicks an amount, types another and presses Enter, in three rows by turns. Says the last row and its value too. */
async function commits(contender, page, { amount, rows }, warm = async () => {}) {
  const [frames, keys] = [[], []];
  let [at, value] = [];
  for (let nth = -WARM; nth < COMMITS; nth += 1) {
    if (nth === 0) await warm();
    at = rows[(nth + WARM) % rows.length];
    // Far enough from what stood there that the forecast moves in the digits that the strip shows.
    value = (Math.floor((nth + WARM) / rows.length) % 2 ? 1_000_000 : 6_000_000) + (nth + WARM) * 1000;
    const { x, y } = await page.evaluate(([at, column]) => bench.box(at, column), [at, amount]);
    await page.mouse.click(x, y);
    const text = String(value);
    await page.evaluate(([at, column, value]) => bench.commit(at, column, value), [at, amount, value]);
    if (contender.selectors.opened) await oneByOne(page, text.slice(0, -1));
    else await page.keyboard.type(text.slice(0, -1));
    if (contender.selectors.strip) await page.evaluate(() => bench.key());
    await page.keyboard.type(text.slice(-1));
    if (contender.selectors.opened) await page.evaluate(() => bench.frame());
    if (contender.selectors.strip) {
      const key = await page.evaluate(() => bench.moved);
      if (nth >= 0) keys.push(key);
    }
    await page.keyboard.press("Enter");
    const frame = await page.evaluate(() => bench.committed);
    if (nth >= 0) frames.push(frame);
  }
  return { frames, keys, at, value };
}

/** Pastes blocks of text over the first rows; ours takes each back. */
async function pastes(contender, page, amount) {
  const [rows, columns] = BLOCK;
  const [pasted, undone] = [[], []];
  await page.evaluate(() => bench.top());
  const { x, y } = await page.evaluate(() => bench.box(0, 0));
  await page.mouse.click(x, y);
  await page.evaluate(() => bench.frame());
  let stood;
  for (let nth = 0; nth < PASTES; nth += 1) {
    const from = 100_000 + nth * 7000;
    const text = await page.evaluate((block) => bench.block(...block), [rows, columns, amount, from]);
    const more = stood === undefined ? undefined : (from - stood) * rows;
    const time = await page.evaluate((paste) => bench.paste(...paste), [text, amount, from, more]);
    if (nth > 0) pasted.push(time);
    if (contender === OURS && nth > 0) {
      await page.evaluate(([amount, stood]) => bench.undo(amount, stood), [amount, stood]);
      await page.keyboard.press("Control+z");
      undone.push(await page.evaluate(() => bench.undone));
    } else stood = from;
  }
  const what = `paste ${rows} × ${columns}, ms`;
  return undone.length > 0 ? { [what]: median(pasted), "undo it, ms": median(undone) } : { [what]: median(pasted) };
}

/** Types into a grid that loses keys which come before its field has the focus, or before the last one was drawn. */
async function oneByOne(page, text) {
  await page.evaluate(() => bench.frame());
  await page.keyboard.type(text[0]);
  await page.evaluate(() => bench.opened());
  for (const key of text.slice(1)) {
    await page.keyboard.type(key);
    await page.evaluate(() => bench.frame());
  }
}

/**
 * Milliseconds until it is ready on a slow net, with files compressed as hosts do it, and on a slow processor. `again`: for
 * who was there before, and has the page in his browser.
 */
async function slowly(contender, size, site, profile, again = false) {
  const own = join(folder, "visit");
  await cp(profile, own, { recursive: true });
  const context = await launch(own, again);
  site.isPacked = true;
  try {
    const [page] = context.pages();
    if (again) {
      await page.goto(site.url + contender.page(size));
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        while (!(await caches.match("./"))) await new Promise(requestAnimationFrame);
      });
    }
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", SLOW);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.addInitScript({ content: `(${probe})((${contender.view})(${JSON.stringify(contender.selectors)}));` });
    await page.goto(site.url + contender.page(size));
    return await page.evaluate(() => bench.ready);
  } finally {
    site.isPacked = false;
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

function named(name) {
  const found = CONTENDERS.find((contender) => [contender.name, contender.peer].includes(name));
  if (!found) throw new Error(`no contender is called "${name}": ${CONTENDERS.map((contender) => contender.peer ?? contender.name).join(", ")}`);
  return found;
}

/** The folder with the page of a peer, bundled once and kept while nothing that it is made of changes. */
async function peer(name) {
  const sources = ["package-lock.json", "deals.js", "peers/bundle.mjs", "peers/page.css", `peers/${name}.html`, `peers/${name}.js`];
  const bytes = await Promise.all(sources.map((source) => readFile(join(repository, "benches", source))));
  const key = bytes.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);
  const into = join(repository, "benches/node_modules/.pages", `${name}-${key}`);
  await stat(into).catch(async () => {
    console.error(`bundling ${name}`);
    const { bundle } = await import("./peers/bundle.mjs");
    await bundle(name, `${into}.new`);
    await rename(`${into}.new`, into);
  });
  return into;
}

const packs = new Map();
/** What a host answers that compresses; nothing where there is no such file. */
function packed(root, path) {
  const file = join(root, path.endsWith("/") || !path ? `${path}index.html` : path);
  if (!packs.has(file)) packs.set(file, existsSync(file) ? gzipSync(readFileSync(file), { level: 9 }) : undefined);
  const body = packs.get(file);
  return body && { headers: { "content-type": TYPES[extname(file)], "content-encoding": "gzip", "content-length": body.length }, body };
}

/** Bytes of the files of a visit, as they are and compressed. */
async function transfer(root, files) {
  const bytes = await Promise.all([...files].map((file) => readFile(join(root, file.endsWith("/") || !file ? `${file}index.html` : file)).catch(() => Buffer.of())));
  const sum = (of) => bytes.reduce((sum, file) => sum + of(file), 0) / 1000;
  return { plain: sum((file) => file.length), gzip: sum((file) => gzipSync(file, { level: 9 }).length), brotli: sum((file) => brotliCompressSync(file).length) };
}

const show = (value) => (value === undefined ? "–" : Number.isNaN(value) ? "later" : value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1));

const sites = new Map();
try {
  for (const contender of CHOSEN) {
    const files = new Set();
    contender.root ??= await peer(contender.peer);
    const site = { files, isPacked: false };
    const intercept = (path) => {
      files.add(path);
      return site.isPacked ? packed(contender.root, path) : undefined;
    };
    sites.set(contender, Object.assign(site, await serve(contender.root, { intercept })));
  }
  const profiles = new Map();
  for (const size of SIZES) profiles.set(size, await prepare(size, sites.get(OURS).url));
  for (const { files } of sites.values()) files.clear();

  if (process.env.PROFILE) {
    const size = SIZES.findLast((size) => profiles.get(size).opened);
    console.log(await visit(OURS, size, sites.get(OURS).url, profiles.get(size).profile, true));
  } else {
    const all = SIZES.flatMap((size) => CHOSEN.map((contender) => ({ contender, size, results: [] })));
    const visits = all.filter(({ contender, size }) => contender !== OURS || profiles.get(size).opened);
    const loads = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      loads.push(loadavg()[0]);
      for (const one of round % 2 ? visits.toReversed() : visits) {
        const { contender, size, results } = one;
        results.push(await visit(contender, size, sites.get(contender).url, profiles.get(size).profile));
        const last = results.at(-1);
        const slow = (again) => slowly(contender, size, sites.get(contender), profiles.get(size).profile, again);
        if (size === SIZES[0]) last["ready on a slow net, ms"] = await slow(false);
        if (size === SIZES[0] && contender === OURS) last["ready on a slow net, not for the first time, ms"] = await slow(true);
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
  const others = CHOSEN.filter((contender) => contender !== OURS);
  // Nothing where a contender was not measured.
  const of = (contender, size) => visits.find((one) => one.contender === contender && one.size === size)?.results ?? [];
  const whats = [...new Set(visits.flatMap(({ results }) => Object.keys(results[0])))];
  const lines = [];
  for (const size of SIZES) {
    const ours = of(OURS, size);
    for (const what of whats) {
      const values = [OURS, ...others].map((contender) => of(contender, size).flatMap((result) => result[what] ?? []));
      if (values.every((found) => found.length === 0)) continue;
      const ratios = others.map((other) => {
        const theirs = of(other, size);
        // A key that moves the forecast is held against the others' commit, which shows as much.
        const against = what.startsWith("key") ? "commit, ms" : what;
        const ratios = ours.map((result, round) => result[what] / theirs[round][against]).filter(Number.isFinite);
        if (ratios.length === 0 || what === GROWTH) return "–";
        const [middle, least, most] = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
        return ROUNDS > 1 ? `${middle} (${least}–${most})` : middle;
      });
      lines.push([what, size.toLocaleString("en-US"), ...values.map((found) => show(found.length > 0 ? median(found) : undefined)), ...ratios]);
    }
  }
  const files = await Promise.all([OURS, ...others].map((contender) => transfer(contender.root, sites.get(contender).files)));
  for (const kind of ["plain", "gzip", "brotli"]) {
    const [ours, ...theirs] = files.map((sums) => sums[kind]);
    lines.push([`files of a visit, ${kind}, KB`, "any", ...[ours, ...theirs].map(show), ...theirs.map((their) => (ours / their).toFixed(2))]);
  }
  // Line by line what was measured, not size by size: sorting keeps the order of the sizes.
  lines.sort((one, two) => (whats.indexOf(one[0]) + 1 || 99) - (whats.indexOf(two[0]) + 1 || 99));
  const load = loads.map((load) => load.toFixed(1)).join(" ");
  console.log(`The page against the floor and its peers: medians of ${ROUNDS} rounds, ${availableParallelism()} cores, load ${load}.\n`);
  const heads = ["what", "deals", "ours", ...others.map(({ name }) => name), ...others.map(({ name }) => `ours / ${name} (least–most)`)];
  console.log(`| ${heads.join(" | ")} |\n|---|${"---:|".repeat(heads.length - 1)}`);
  for (const line of lines) console.log(`| ${line.join(" | ")} |`);
}
