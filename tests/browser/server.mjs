// A static file server for dist/, as plain as the hosts the folder is meant for: `make run` and the browser tests use it.
// As a program: node tests/browser/server.mjs [--port 7823] [--base /] [--root dist]

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/** The content types of the files of the page, by the ends of their names. */
export const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves the folder `root` under the path `base` on 127.0.0.1.
 *
 * `port` 0 takes a free port. `intercept(path)` may return `{ status, headers, body }` to answer in place of the file, or a
 * promise of it; tests use it for a missing or damaged file, or one that never comes. Returns `{ origin, url, close }`.
 */
export async function serve(root, { base = "/", port = 0, intercept = () => undefined } = {}) {
  const folder = resolve(root);
  const common = {
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
  };

  const answer = async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const end = (status, headers = {}, body = "") => response.writeHead(status, { ...common, ...headers }).end(body);

    if (request.method !== "GET" && request.method !== "HEAD") return end(405, { allow: "GET, HEAD" });
    if (path === base.slice(0, -1)) return end(308, { location: base });
    if (!path.startsWith(base)) return end(404);

    const other = await intercept(path.slice(base.length));
    if (other) return end(other.status ?? 200, other.headers, other.body);

    let file = normalize(join(folder, path.slice(base.length)));
    if (file !== folder && !file.startsWith(folder + sep)) return end(404);
    if (path.endsWith("/")) file = join(file, "index.html");
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) return end(404);

    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { ...common, "content-type": type, "content-length": found.size });
    if (request.method === "HEAD") return response.end();
    createReadStream(file).on("error", () => response.destroy()).pipe(response);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => (response.headersSent ? response.destroy() : response.writeHead(400).end()));
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  const origin = `http://localhost:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, url: origin + base, close };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      base: { type: "string", default: "/" },
      port: { type: "string", default: "7823" },
      root: { type: "string", default: "dist" },
    },
  });
  try {
    const { url } = await serve(values.root, { base: values.base, port: Number(values.port) });
    console.log(`\n  Quadrille is at ${url}\n  Ctrl+C stops it. Plans stay in the browser and belong to this address.\n`);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(
      `Port ${values.port} is taken, perhaps by another \`make run\`. Stop that, or choose another: make run PORT=7900\n` +
        "(plans belong to an address, so another port begins with none).",
    );
    process.exitCode = 1;
  }
}
