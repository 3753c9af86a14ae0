// Starts the application, and says so plainly if it cannot start.
// Trunk writes the hashed file names into <template id="application">; no script stands inline, so that the
// Content-Security-Policy needs neither a hash nor a nonce.
(() => {
  "use strict";
  const { module, wasm, rest, offline } = document.getElementById("application").dataset;
  const address = (file) => new URL(file, document.baseURI);

  const explain = (reason) => {
    document.getElementById("boot-wait")?.setAttribute("hidden", "");
    document.getElementById("boot-failed")?.removeAttribute("hidden");
    const detail = document.getElementById("boot-reason");
    if (detail) detail.textContent = String(reason?.message ?? reason);
    console.error("Quadrille could not start:", reason);
  };

  // The release page has its functions in two modules (see .ci/parts.mjs): the second holds what a first visit seldom
  // calls and is fetched when the page stands. Until it is there, each call into it asks for it with `fetchRest` and waits.
  let first;
  const attach = (second) => {
    if (first.restIsHere.value) return;
    new WebAssembly.Instance(second, { first });
    first.restIsHere.value = 1;
  };
  globalThis.fetchRest = () => {
    const request = new XMLHttpRequest();
    request.open("GET", address(rest), false); // the caller cannot go on without it
    request.overrideMimeType("text/plain; charset=x-user-defined"); // bytes as text: the one way a waiting request has
    request.send();
    if (request.status !== 200) throw new Error(`${rest}: ${request.status}`);
    attach(new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0))));
  };

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Error("WebAssembly is not available");
    const { default: init, start } = await import(address(module));
    first = await init({ module_or_path: address(wasm) });
    await start();
    // Not while the screen is drawn: a computer of two cores would be late by it. What does not come now is asked for
    // again when it is needed.
    await new Promise((done) => (globalThis.requestIdleCallback ? requestIdleCallback(done, { timeout: 2000 }) : setTimeout(done)));
    if (rest) await WebAssembly.compileStreaming(fetch(address(rest), { priority: "low" })).then(attach, () => {});
    // Where there can be no such worker the application wants the network to open, and says so itself when it has none.
    if (offline) await navigator.serviceWorker?.register(address(offline), { updateViaCache: "none" }).catch(() => {});
  };

  start().catch(explain);
})();
