// Runs before the first paint: puts the remembered theme and language on <html>, so that nothing flashes.
// The application writes the same two keys; gloo-storage stores strings in JSON quotes, hence `remembered`.
(() => {
  "use strict";
  const remembered = (key) => {
    try {
      return (localStorage.getItem(key) ?? "").replaceAll('"', "");
    } catch {
      return ""; // storage is blocked
    }
  };
  const root = document.documentElement;
  const theme = remembered("quadrille.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  const chosen = remembered("quadrille.lang");
  const preferred = [chosen, ...(navigator.languages ?? [])].map((tag) => tag.slice(0, 2).toLowerCase());
  root.lang = preferred.find((tag) => tag === "zh" || tag === "en") === "zh" ? "zh-Hans" : "en";
})();
