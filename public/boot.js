// Starts the application, and says so plainly if it cannot start.
// Trunk writes the hashed file names into <template id="application">; no script stands inline, so that the
// Content-Security-Policy needs neither a hash nor a nonce.
(() => {
  "use strict";
  const { module, wasm, later = "", offline } = document.getElementById("application").dataset;
  const address = (file) => new URL(file, document.baseURI);

  const explain = (reason) => {
    document.getElementById("boot-wait")?.setAttribute("hidden", "");
    document.getElementById("boot-failed")?.removeAttribute("hidden");
    const detail = document.getElementById("boot-reason");
    if (detail) detail.textContent = String(reason?.message ?? reason);
    console.error("Quadrille could not start:", reason);
  };

  // The release page has its functions in three modules (see .ci/parts.mjs): the first draws the page, the others are fetched
  // when it stands. Until one is there, each call into it asks for it with `fetchPart` and waits.
  let first;
  const parts = later.split(" ").filter(Boolean).map((file) => ({ file, name: /_(\w+)\.wasm$/.exec(file)[1] }));
  const isHere = ({ name }) => first[`${name} is here`];
  const attach = (part, compiled) => {
    if (!compiled || isHere(part).value) return;
    const table = first[`lent to ${part.name}`];
    const lent = Object.fromEntries(Array.from({ length: table.length }, (_, at) => [at.toString(36), table.get(at)]));
    new WebAssembly.Instance(compiled, { first, lent });
    isHere(part).value = 1;
  };
  globalThis.fetchPart = (which) => {
    const { file } = parts[which];
    const request = new XMLHttpRequest();
    request.open("GET", address(file), false); // the caller cannot go on without it
    request.overrideMimeType("text/plain; charset=x-user-defined"); // bytes as text: the one way a waiting request has
    request.send();
    if (request.status !== 200) throw new Error(`${file}: ${request.status}`);
    attach(parts[which], new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0))));
  };
  // What the service worker keeps comes with the first: a request that waits goes past the worker, and without a network
  // nothing would come of it.
  const kept = async ({ file }) => {
    const answer = await globalThis.caches?.match(address(file));
    return answer && WebAssembly.compileStreaming(answer);
  };
  const fetched = ({ file }) => fetch(address(file), { priority: "low" });
  const nothing = () => {};
  // A store that does not answer keeps nobody from the application.
  const inTime = (coming) => Promise.race([coming, new Promise((done) => setTimeout(done, 2000))]);

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Error("WebAssembly is not available");
    const { default: init, start } = await import(address(module));
    const ready = parts.map((part) => kept(part).catch(nothing));
    first = await init({ module_or_path: address(wasm) });
    for (const [which, compiled] of ready.entries()) attach(parts[which], await inTime(compiled));
    const missing = parts.filter((part) => !isHere(part).value);
    // The network has nothing else to do while the screen is drawn.
    const coming = missing.slice(0, 1).map(fetched);
    coming.forEach((answer) => answer.catch(nothing));
    await start();
    // Not compiled while the screen is drawn: a computer of two cores would be late by it. What does not come now is asked
    // for again when it is needed.
    await new Promise((done) => (globalThis.requestIdleCallback ? requestIdleCallback(done, { timeout: 2000 }) : setTimeout(done)));
    for (const [at, part] of missing.entries()) {
      const compiled = WebAssembly.compileStreaming(coming[at] ?? fetched(part));
      await compiled.then((compiled) => attach(part, compiled), nothing);
    }
    // Where there can be no such worker the application wants the network to open, and says so itself when it has none.
    if (offline) await navigator.serviceWorker?.register(address(offline), { updateViaCache: "none" }).catch(() => {});
  };

  start().catch(explain);
})();
