// Starts the application, and says so plainly if it cannot start.
// Trunk writes the hashed file names into <template id="application">; no script stands inline, so that the
// Content-Security-Policy needs neither a hash nor a nonce.
(() => {
  "use strict";
  const { module, wasm } = document.getElementById("application").dataset;

  const explain = (reason) => {
    document.getElementById("boot-wait")?.setAttribute("hidden", "");
    document.getElementById("boot-failed")?.removeAttribute("hidden");
    const detail = document.getElementById("boot-reason");
    if (detail) detail.textContent = String(reason?.message ?? reason);
    console.error("Quadrille could not start:", reason);
  };

  const start = async () => {
    if (typeof WebAssembly !== "object") throw new Error("WebAssembly is not available");
    const { default: init } = await import(new URL(module, document.baseURI));
    await init({ module_or_path: new URL(wasm, document.baseURI) });
  };

  start().catch(explain);
})();
