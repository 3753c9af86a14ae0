// Splits the linked module in two: what a first visit calls, and the rest, which the page fetches once it stands; and tells
// the service worker which files there are.
//
//   node .ci/parts.mjs          Trunk's hook after a release build, in TRUNK_STAGING_DIR; keeps .trunk/whole.wasm
//
// Which functions are the rest stands in .ci/rest.txt, written by `make first-visit`, which watches a first visit
// (.ci/first-visit.mjs). A function that is not named there belongs to the first part, so new code is never missing at the
// start. In the first part each function of the rest that is still spoken of becomes a stub: it asks for the second module
// if that is not there yet (platform::rest, public/boot.js), then calls through a table that the second module fills.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** The module before it is split, with names: what `make first-visit` watches. */
export const WHOLE = here("../.trunk/whole.wasm");
/** The list of what belongs to the rest. */
export const LIST = here("rest.txt");
/** The service worker, which is told what there is. */
const OFFLINE = "offline.js";

// What Rust's wasm32-unknown-unknown uses of WebAssembly.
const { MVP, BulkMemory, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SIMD128, SignExt } = binaryen.Features;
const FEATURES = MVP | BulkMemory | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SIMD128 | SignExt;

/** What binaryen calls a memory without a name. */
const MEMORY = "0";

// Nothing that keeps an edit may ever wait for the network, nor what is said of it, nor what is left to say when the program
// ends. Sorting and maps take other ways for each length of a list: a plan would wait for one function of the library when
// it is opened.
const ALWAYS_FIRST =
  /quadrille::(app::storage|log|platform::(?!clipboard|files|picture|pinyin|zip)\w+|ui::vault)::|messages::storage::|panic|dlmalloc|core::slice::sort::|alloc::collections::btree::/;

/** Reads a module that has names. */
export const read = (bytes) => binaryen.readBinary(bytes, FEATURES);

/** All functions as binaryen describes them: `{ reference, name, module, params, results, body, … }`. */
function every(module) {
  const all = Array.from({ length: module.getNumFunctions() }, (_, index) => module.getFunctionByIndex(index));
  return all.map((reference) => ({ reference, ...binaryen.getFunctionInfo(reference) }));
}

/** Those that are not imported. */
export const functionsOf = (module) => every(module).filter((it) => !it.module);

/** Rust ends a name with a hash that tells instances of one function apart: [name, hash]. */
export function parted(name) {
  const [, base, hash = ""] = /^(.*?)(?:::h([0-9a-f]{16}))?$/s.exec(name);
  return [base, hash.slice(0, 6)];
}

/** The names of what the module exports, of one kind. */
const exportsOf = (module, kind) =>
  Array.from({ length: module.getNumExports() }, (_, index) => binaryen.getExportInfo(module.getExportByIndex(index)))
    .filter((it) => kind === undefined || it.kind === kind);

/** Whether a function has to be in the first part whatever was seen. */
export function mustBeFirst(module) {
  const exported = new Set(exportsOf(module, binaryen.ExternalFunction).map((it) => it.value));
  // What has only a number was made by wasm-opt and has another one next time.
  return (name) => exported.has(name) || ALWAYS_FIRST.test(name) || /^\d+$/.test(name);
}

/** Reads the list: `module::*` is all below it, `name` all its instances, `name #hash #hash` those. */
export function isInRest(text) {
  const below = [];
  const names = new Map();
  for (const line of text.split("\n").filter((line) => line && !line.startsWith("//"))) {
    if (line.endsWith("::*")) below.push(line.slice(0, -1));
    else {
      const [name, ...hashes] = line.split(" #");
      names.set(name, new Set(hashes));
    }
  }
  return (name) => {
    const [base, hash] = parted(name);
    const hashes = names.get(base);
    return hashes ? hashes.size === 0 || hashes.has(hash) : below.some((path) => name.startsWith(path));
  };
}

/** Splits the bytes of a module with names: `{ first, rest }`, both without. */
export function split(bytes, isLate) {
  const first = read(bytes);
  const must = mustBeFirst(first);
  const need = exportsOf(first).find((it) => it.name === "needRest").value;
  const late = functionsOf(first).filter(({ name }) => !must(name) && isLate(name));
  for (const { reference } of late) binaryen.Function.setBody(reference, first.unreachable());
  // The rest calls through the same tables: an exported one may not lose what this part alone does not call.
  const tables = Array.from({ length: first.getNumTables() }, (_, index) => first.getTableByIndex(index));
  const tableNames = tables.map((table) => binaryen.getTableInfo(table).name);
  for (const name of tableNames) if (!first.getExport(name)) first.addTableExport(name, name);
  // Only the first part can import from JavaScript, for both.
  const imported = every(first).filter((it) => it.module);
  for (const { name } of imported) first.addFunctionExport(name, `import ${name}`);
  first.runPasses(["remove-unused-module-elements"]);
  for (const { name } of imported) first.removeExport(`import ${name}`);
  const stubs = late.filter(({ name }) => first.getFunction(name));

  first.addGlobal("rest is here", binaryen.i32, true, first.i32.const(0));
  first.addGlobalExport("rest is here", "restIsHere");
  first.addTable("rest", stubs.length, stubs.length);
  stubs.forEach(({ name, params, results }, slot) => {
    const ask = first.if(
      first.i32.eqz(first.global.get("rest is here", binaryen.i32)),
      first.call(need, [], binaryen.none),
    );
    const given = binaryen.expandType(params).map((type, index) => first.local.get(index, type));
    const call = first.call_indirect("rest", first.i32.const(slot), given, params, results);
    binaryen.Function.setBody(first.getFunction(name), first.block(null, [ask, call], results));
  });

  // The second part is the same module with everything of the first turned into an import from it. What only the rest
  // calls has gone from the first with it.
  const rest = read(bytes);
  const isLateOne = new Set(late.map(({ name }) => name));
  for (const { name } of exportsOf(rest)) rest.removeExport(name);
  for (const { name, params, results } of every(rest).filter(({ name }) => first.getFunction(name) && !isLateOne.has(name))) {
    rest.removeFunction(name);
    rest.addFunctionImport(name, "first", name, params, results);
  }
  const segments = Array.from({ length: rest.getNumElementSegments() }, (_, index) => rest.getElementSegmentByIndex(index));
  for (const segment of segments) rest.removeElementSegment(binaryen.getElementSegmentInfo(segment).name);
  // Its bytes are laid out by the first part.
  rest.setMemory(1, -1, null, [], false, false, MEMORY);
  rest.addMemoryImport(MEMORY, "first", "memory");
  for (const name of tableNames) rest.addTableImport(name, "first", name);
  const globals = Array.from({ length: rest.getNumGlobals() }, (_, index) => rest.getGlobalByIndex(index));
  for (const { name, type } of globals.map(binaryen.getGlobalInfo).filter(({ mutable }) => mutable)) {
    rest.addGlobalImport(name, "first", name, type, true);
    first.addGlobalExport(name, name);
  }
  rest.addTable("rest", stubs.length, stubs.length);
  rest.addTableImport("rest", "first", "rest");
  first.addTableExport("rest", "rest");
  rest.addActiveElementSegment("rest", "stubs", stubs.map(({ name }) => name), rest.i32.const(0));
  rest.runPasses(["remove-unused-module-elements"]);
  every(rest).filter((it) => it.module === "first").forEach(({ name, params, results }, index) => {
    const between = `f${index.toString(36)}`;
    rest.addFunctionImport(name, "first", between, params, results);
    first.addFunctionExport(name, between);
  });
  binaryen.setDebugInfo(false);
  return { first: first.emitBinary(), rest: rest.emitBinary() };
}

/**
 * What wasm-bindgen offers the module, with names of two letters in place of those that end in a hash, and without comments
 * and indentation: `{ glue, short }`. It follows from the file alone, whose name Trunk has made of what was in it.
 */
function shortened(glue) {
  const offered = /^\s*(__wb\w+)(?=: function)/gm;
  const short = new Map([...glue.matchAll(offered)].map(([, name], index) => [name, `j${index.toString(36)}`]));
  const renamed = glue.replaceAll(offered, (_, name) => short.get(name));
  return { glue: renamed.replaceAll(/^[ \t]*(\/\*\*[^]*?\*\/|\/\/.*)$/gm, "").replaceAll(/\n\s*/g, "\n"), short };
}

/** The module with what it imports called as the glue now calls it, its own names kept. */
function imported(bytes, short) {
  const module = read(bytes);
  for (const { name, module: from, base, params, results } of every(module).filter((it) => short.has(it.base))) {
    module.addFunctionImport(name, from, short.get(base), params, results);
  }
  binaryen.setDebugInfo(true);
  return module.emitBinary();
}

/** What Trunk's hook does: replaces the module in the folder by its two parts, named after what is in them. */
function main(folder) {
  const [whole] = readdirSync(folder).filter((file) => file.endsWith("_bg.wasm"));
  const [script] = readdirSync(folder).filter((file) => /^quadrille-.*\.js$/.test(file));
  const { glue, short } = shortened(readFileSync(join(folder, script), "utf8"));
  writeFileSync(join(folder, script), glue);
  const bytes = imported(readFileSync(join(folder, whole)), short);
  writeFileSync(WHOLE, bytes);
  const { first, rest } = split(bytes, isInRest(readFileSync(LIST, "utf8")));
  const hash = createHash("sha256").update(first).update(rest).digest("hex").slice(0, 16);
  const names = { first: `quadrille-${hash}_first.wasm`, rest: `quadrille-${hash}_rest.wasm` };
  writeFileSync(join(folder, names.first), first);
  writeFileSync(join(folder, names.rest), rest);
  rmSync(join(folder, whole));
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replaceAll(whole, names.first);
  const template = '<template id="application" ';
  if (!html.includes(template)) throw new Error(`${page} has no ${template}`);
  writeFileSync(page, html.replace(template, `${template}data-rest="./${names.rest}" data-offline="./${OFFLINE}" `));
  // Comments and indentation are for the reader of style/.
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".css"))) {
    const sheet = readFileSync(join(folder, name), "utf8");
    writeFileSync(join(folder, name), sheet.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/\n\s*/g, "\n"));
  }
  deployed(folder);
}

/** Writes into public/offline.js which files there are, once all of them are there. */
function deployed(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== OFFLINE)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(readFileSync(join(folder, name)));
  const files = names.map((name) => (name === "index.html" ? "./" : `./${name}`));
  const said = JSON.stringify({ files, hash: hash.digest("hex").slice(0, 16) });
  const script = readFileSync(join(folder, OFFLINE), "utf8");
  const empty = '{ files: [], hash: "" }';
  if (!script.includes(empty)) throw new Error(`${OFFLINE} has no ${empty}`);
  writeFileSync(join(folder, OFFLINE), script.replace(empty, said));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.env.TRUNK_PROFILE === "release") main(process.env.TRUNK_STAGING_DIR);
}
