// Splits the linked module in three: what draws the page, what one soon does on it, and the rest. The page fetches the second
// and the third once it stands. And tells the service worker which files there are.
//
//   node .ci/parts.mjs          Trunk's hook after a release build, in TRUNK_STAGING_DIR; keeps .trunk/whole.wasm
//
// Which functions come later stands in .ci/soon.txt and .ci/rest.txt, written by `make first-visit`, which watches a first
// visit (.ci/first-visit.mjs). A function that is named in neither belongs to the first part, so new code is never missing
// at the start. In the first part each function of another one that is still spoken of becomes a stub: it asks for that
// module if it is not there yet (platform::parts, public/boot.js), then calls through a table that the module fills.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import binaryen from "binaryen";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
/** The module before it is split, with names: what `make first-visit` watches. */
export const WHOLE = here("../.trunk/whole.wasm");
/** The parts after the first, in the order in which the page fetches them, each with the list of its functions. */
export const LATER = ["soon", "rest"].map((name) => ({ name, list: here(`${name}.txt`) }));
/** The service worker, which is told what there is. */
const OFFLINE = "offline.js";

// What Rust's wasm32-unknown-unknown uses of WebAssembly.
const { MVP, BulkMemory, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SIMD128, SignExt } = binaryen.Features;
const FEATURES = MVP | BulkMemory | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SIMD128 | SignExt;

/** What binaryen calls a memory without a name. */
const MEMORY = "0";

// What is left to say when the program ends is in the first part. Sorting and maps take other ways for each length of a
// list: a plan would wait for one function of the library when it is opened.
const FIRST = /panic|quadrille::ui::start::|dlmalloc|core::slice::sort::|alloc::collections::btree::/;
// Nothing that keeps an edit may ever wait for the network, nor what is said of it: it comes with what makes one.
const SOON = /quadrille::(app::storage|log|platform::(?!clipboard|files|picture|pinyin|zip)\w+|ui::vault)::|messages::storage::/;
/** What every edit goes through. */
const EDIT = "quadrille::app::state::App::commit";

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

/** For each of LATER whether a function may not be in it, nor in one after it, whatever was seen. */
export function mustBeBefore(module) {
  const exported = new Set(exportsOf(module, binaryen.ExternalFunction).map((it) => it.value));
  // What has only a number was made by wasm-opt and has another one next time.
  const first = (name) => exported.has(name) || FIRST.test(name) || /^\d+$/.test(name);
  return [first, (name) => first(name) || SOON.test(name)];
}

/** Reads a list: `module::*` is all below it, `name` all its instances, `name #hash #hash` those. */
export function isListed(text) {
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

/**
 * Takes the functions of a later part out of the bytes of a module with names: `{ first, later }`, both with names. `which` is
 * the part's place in LATER.
 */
function withdrawn(bytes, isLate, which) {
  const { name: part } = LATER[which];
  const flag = `${part} is here`;
  const first = read(bytes);
  const need = exportsOf(first).find((it) => it.name === "needPart").value;
  const late = functionsOf(first).filter(({ name }) => isLate(name));
  for (const { reference } of late) binaryen.Function.setBody(reference, first.unreachable());
  // A later part calls through the same tables: an exported one may not lose what this part alone does not call.
  const tables = Array.from({ length: first.getNumTables() }, (_, index) => first.getTableByIndex(index));
  const tableNames = tables.map((table) => binaryen.getTableInfo(table).name);
  for (const name of tableNames) if (!first.getExport(name)) first.addTableExport(name, name);
  // Only the first part can import from JavaScript, for all.
  const imported = every(first).filter((it) => it.module);
  for (const { name } of imported) first.addFunctionExport(name, `import ${name}`);
  first.runPasses(["remove-unused-module-elements"]);
  for (const { name } of imported) first.removeExport(`import ${name}`);
  const stubs = late.filter(({ name }) => first.getFunction(name));

  first.addGlobal(flag, binaryen.i32, true, first.i32.const(0));
  first.addGlobalExport(flag, flag);
  first.addTable(part, stubs.length, stubs.length);
  stubs.forEach(({ name, params, results }, slot) => {
    const ask = first.if(
      first.i32.eqz(first.global.get(flag, binaryen.i32)),
      first.call(need, [first.i32.const(which)], binaryen.none),
    );
    const given = binaryen.expandType(params).map((type, index) => first.local.get(index, type));
    const call = first.call_indirect(part, first.i32.const(slot), given, params, results);
    binaryen.Function.setBody(first.getFunction(name), first.block(null, [ask, call], results));
  });

  // The later part is the same module with everything of the first turned into an import from it. What only the later one
  // calls has gone from the first with it.
  const later = read(bytes);
  const isLateOne = new Set(late.map(({ name }) => name));
  for (const { name } of exportsOf(later)) later.removeExport(name);
  for (const { name, params, results } of every(later).filter(({ name }) => first.getFunction(name) && !isLateOne.has(name))) {
    later.removeFunction(name);
    later.addFunctionImport(name, "first", name, params, results);
  }
  const segments = Array.from({ length: later.getNumElementSegments() }, (_, index) => later.getElementSegmentByIndex(index));
  for (const segment of segments) later.removeElementSegment(binaryen.getElementSegmentInfo(segment).name);
  // Its bytes are laid out by the first part.
  later.setMemory(1, -1, null, [], false, false, MEMORY);
  later.addMemoryImport(MEMORY, "first", "memory");
  for (const name of tableNames) later.addTableImport(name, "first", name);
  const globals = Array.from({ length: later.getNumGlobals() }, (_, index) => later.getGlobalByIndex(index));
  for (const { name, type } of globals.map(binaryen.getGlobalInfo).filter(({ mutable }) => mutable)) {
    later.addGlobalImport(name, "first", name, type, true);
    if (!first.getExport(name)) first.addGlobalExport(name, name);
  }
  later.addTable(part, stubs.length, stubs.length);
  later.addTableImport(part, "first", part);
  first.addTableExport(part, part);
  later.addActiveElementSegment(part, "stubs", stubs.map(({ name }) => name), later.i32.const(0));
  later.runPasses(["remove-unused-module-elements"]);
  // What the later part calls of the first is lent to it by number, in a table: thousands of names would be 12 KB.
  const borrowed = new Map(every(later).filter((it) => it.module === "first").map((it) => [it.name, it]));
  const inOrder = every(first).map(({ name }) => name).filter((name) => borrowed.has(name));
  for (const [at, name] of inOrder.entries()) {
    const { params, results } = borrowed.get(name);
    later.addFunctionImport(name, "lent", at.toString(36), params, results);
  }
  const lent = `lent to ${part}`;
  first.addTable(lent, inOrder.length, inOrder.length);
  first.addActiveElementSegment(lent, lent, inOrder, first.i32.const(0));
  first.addTableExport(lent, lent);
  return { first, later };
}

/** Splits the bytes of a module with names, by what is in which of LATER: the bytes of the first and of each later part. */
export function split(bytes, isLate) {
  // What must be first follows from the whole: what one part only lends to another is exported as well.
  const whole = read(bytes);
  const must = mustBeBefore(whole);
  const edit = functionsOf(whole).find(({ name }) => parted(name)[0] === EDIT)?.name;
  if (!edit || !isLate[0](edit) || must[0](edit)) throw new Error(`${EDIT} has to come with what keeps edits: see SOON`);
  const parts = LATER.map(() => null);
  let left = bytes;
  for (let which = LATER.length - 1; which >= 0; which -= 1) {
    const { first, later } = withdrawn(left, (name) => !must[which](name) && isLate[which](name), which);
    binaryen.setDebugInfo(false);
    parts[which] = later.emitBinary();
    binaryen.setDebugInfo(which > 0);
    left = first.emitBinary();
  }
  return { first: left, later: parts };
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

/** What Trunk's hook does: replaces the module in the folder by its parts, named after what is in them. */
function main(folder) {
  const [whole] = readdirSync(folder).filter((file) => file.endsWith("_bg.wasm"));
  const [script] = readdirSync(folder).filter((file) => /^quadrille-.*\.js$/.test(file));
  const { glue, short } = shortened(readFileSync(join(folder, script), "utf8"));
  writeFileSync(join(folder, script), glue);
  const bytes = imported(readFileSync(join(folder, whole)), short);
  writeFileSync(WHOLE, bytes);
  const { first, later } = split(bytes, LATER.map(({ list }) => isListed(readFileSync(list, "utf8"))));
  const hash = [first, ...later].reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);
  const named = (name, part) => {
    const file = `quadrille-${hash}_${name}.wasm`;
    writeFileSync(join(folder, file), part);
    return file;
  };
  const fileOfFirst = named("first", first);
  const files = LATER.map(({ name }, which) => `./${named(name, later[which])}`);
  rmSync(join(folder, whole));
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replaceAll(whole, fileOfFirst);
  const template = '<template id="application" ';
  if (!html.includes(template)) throw new Error(`${page} has no ${template}`);
  writeFileSync(page, html.replace(template, `${template}data-later="${files.join(" ")}" data-offline="./${OFFLINE}" `));
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
