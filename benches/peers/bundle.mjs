// Bundles the pages of the peers as their users would: one minified script with what it needs, for production. Rollup 3 and
// its plugins are JavaScript alone. Nothing here asks the network; `.ci/tools bench` has installed it.

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import commonjs from "@rollup/plugin-commonjs";
import resolve from "@rollup/plugin-node-resolve";
import replace from "@rollup/plugin-replace";
import terser from "@rollup/plugin-terser";
import { rollup } from "rollup";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A style sheet with those it imports. */
async function sheet(file) {
  const text = await readFile(file, "utf8");
  const imports = await Promise.all([...text.matchAll(/@import "(.+?)";/g)].map(([, other]) => sheet(join(dirname(file), other))));
  return imports.join("") + text.replaceAll(/@import ".+?";/g, "");
}

/** Puts the page of the peer `name` into the folder `into`: index.html, page.js, page.css. */
export async function bundle(name, into) {
  await mkdir(into, { recursive: true });
  let styles = await readFile(join(here, "page.css"), "utf8");
  const css = {
    name: "css",
    async load(file) {
      if (!file.endsWith(".css")) return null;
      styles += await sheet(file);
      return "";
    },
  };
  const built = await rollup({
    input: join(here, `${name}.js`),
    plugins: [
      css,
      replace({ preventAssignment: true, "process.env.NODE_ENV": '"production"' }),
      resolve({ browser: true }),
      commonjs(),
      terser({ maxWorkers: 1 }),
    ],
    // Directives of React's servers and cycles within the packages.
    onwarn(warning, warn) {
      if (!["MODULE_LEVEL_DIRECTIVE", "CIRCULAR_DEPENDENCY", "THIS_IS_UNDEFINED"].includes(warning.code)) warn(warning);
    },
  });
  await built.write({ file: join(into, "page.js"), format: "iife", inlineDynamicImports: true });
  await built.close();
  await writeFile(join(into, "page.css"), styles);
  await cp(join(here, `${name}.html`), join(into, "index.html"));
}
