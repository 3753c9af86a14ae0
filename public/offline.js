// Opens the application where there is no network: a service worker that keeps the files of the last deployment it saw.
//
// What the host has is shown whenever the host answers: the kept page is for the case that it does not. A file with a hash
// in its name never changes and is taken from what is kept, so that a page left open over a deployment still finds its own.
// Plans are not touched here: they are in the browser's storage, which no deployment reaches.
"use strict";

// The files of this deployment and the hash of all of them: .ci/parts.mjs writes both. A change here is what tells the
// browser that there is a new one.
const { files: FILES, hash: HASH } = { files: [], hash: "" };

const KEPT = `quadrille ${HASH}`;
/** The address of the page, which the host answers with index.html. */
const PAGE = "./";
/** How long the host may take to answer for the page itself, in milliseconds: a train in a tunnel is no reason to wait. */
const PATIENCE = 3000;

const isForGood = (address) => /-[0-9a-f]{16}[._]/.test(new URL(address, location).pathname);

/** What the host has of a file; a failure unless it says that this is it. */
const fetched = async (file) => {
  const answer = await fetch(file, { cache: isForGood(file) ? "force-cache" : "no-cache" });
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  // A browser shows no page that came by a detour, unless it is told as if it had not.
  return answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer;
};

const keep = async () => {
  const cache = await caches.open(KEPT);
  const add = async (file) => cache.put(file, (isForGood(file) && (await caches.match(file))) || (await fetched(file)));
  await Promise.all(FILES.map(add));
  await skipWaiting();
};

/** Forgets older deployments, but for the last one: a page may still be open that was begun with it. */
const forget = async () => {
  const older = (await caches.keys()).filter((name) => name.startsWith("quadrille ") && name !== KEPT);
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
};

const fromKept = async (address) => (await caches.open(KEPT)).match(address, { ignoreSearch: true });

/** What the host answers; what is kept if it does not, or not in time. */
const hostFirst = async (request, address) => {
  const coming = fetch(request).then(
    async (answer) => (answer.status < 500 ? answer : ((await fromKept(address)) ?? answer)),
    async (error) => (await fromKept(address)) ?? Promise.reject(error),
  );
  const late = new Promise((done) => {
    setTimeout(async () => done((await fromKept(address)) ?? coming), PATIENCE);
  });
  return Promise.race([coming, late]);
};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forget()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const isOurs = request.method === "GET" && address.href.startsWith(registration.scope);
  if (!isOurs) return;
  if (isForGood(address)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else event.respondWith(hostFirst(request, request.mode === "navigate" ? PAGE : address));
});
