// What comes out of a printer.

import assert from "node:assert/strict";
import { paste, screenshot, test } from "./harness.mjs";
import { begin, saved, show } from "./work.mjs";

const DEALS = "grid-deals";

test("prints every row of the table, its head on each page, and nothing of the frame", async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  const lines = Array.from({ length: 150 }, (_, nth) => `Deal ${nth + 1}\tAccount ${nth % 7}\t\t${1000 + nth}`);
  await page.click(".tools .add");
  await paste(page, { text: lines.join("\r\n") });
  await saved(page);
  const drawn = await page.locator(`#${DEALS} .rows .row:not([hidden])`).count();
  assert.ok(drawn < 100, `the screen shows ${drawn} rows only`);
  await page.emulateMedia({ media: "print" });
  const facts = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const paper = document.querySelector("#paper");
    return {
      rows: paper.querySelectorAll("tbody tr").length,
      last: paper.querySelector("tbody tr:last-child td").textContent,
      head: getComputedStyle(paper.querySelector("thead")).display,
      app: getComputedStyle(document.querySelector(".app")).display,
      foot: paper.querySelector("tfoot").textContent,
    };
  });
  assert.deepEqual([facts.rows, facts.last, facts.head, facts.app], [150, "Deal 150", "table-header-group", "none"]);
  assert.match(facts.foot, /150 deals/);
  await screenshot(page, "paper", { fullPage: true });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
  const [, wide, high] = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/);
  assert.ok(pages >= 3 && pages < 12, `${pages} pages`);
  assert.ok(Number(wide) > Number(high), "landscape");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("#paper").count(), 0, "removed afterwards");
});

for (const locale of ["en-US", "zh-CN"]) {
  test(`a deal and an account are printed with all their tables, one after the other, ${locale}`, { locale }, async ({ page }) => {
    await begin(page, "sample");
    for (const [tab, names] of [
      ["strategy", { "en-US": [/People/, /Competition/], "zh-CN": [/决策角色/, /竞争/] }],
      ["accounts", { "en-US": [/Strategy match/, /Revenue plan/], "zh-CN": [/战略匹配/, /业绩计划/] }],
    ]) {
      await show(page, tab);
      await page.waitForSelector("[role=grid]");
      await page.emulateMedia({ media: "print" });
      const facts = await page.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        const paper = document.querySelector("#paper");
        const parts = [...paper.querySelectorAll("section")];
        return {
          heads: parts.map((part) => part.querySelector("h2, h3").textContent),
          tables: paper.querySelectorAll("table").length,
          pages: parts.filter((part) => !part.hasAttribute("data-part")).length,
          wide: [...paper.querySelectorAll("table")].filter((table) => table.scrollWidth > paper.clientWidth + 1).length,
          lang: document.documentElement.lang,
          on: [...paper.querySelectorAll(".on")].map((on) => on.textContent),
        };
      });
      assert.match(facts.heads[0], { "en-US": /Strategy|Accounts/, "zh-CN": /策略|客户/ }[locale]);
      assert.deepEqual(facts.on, [], "nothing is filtered");
      assert.ok(facts.tables > 3 && facts.pages === 1 && facts.wide === 0, JSON.stringify(facts));
      for (const name of names[locale]) assert.ok(facts.heads.some((head) => name.test(head)), `${name}: ${facts.heads}`);
      assert.equal(facts.lang, locale === "zh-CN" ? "zh-Hans" : "en");
      await screenshot(page, `paper ${tab} ${locale}`, { fullPage: true });
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
      assert.ok(pages <= 6, `${pages} pages for ${facts.tables} tables`);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: "screen" });
    }
  });
}

test("paper is light in a dark theme, and a word without end is broken", { theme: "dark" }, async ({ page }) => {
  await begin(page);
  await show(page, "funnel");
  await page.click(".tools .add");
  await paste(page, { text: `${"x".repeat(300)}\tNorthwind` });
  await saved(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim());
  assert.equal(await paper(), "#16181b");
  for (const theme of ["system", "dark"]) {
    if (theme === "dark") await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
    await page.emulateMedia({ media: "print" });
    assert.equal(await paper(), "#fbfbf8", theme);
    await page.emulateMedia({ media: "screen" });
  }
  await page.emulateMedia({ media: "print" });
  const fits = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    const [paper, table] = ["#paper", "#paper table"].map((name) => document.querySelector(name));
    return table.scrollWidth <= paper.clientWidth + 1;
  });
  assert.ok(fits, "no wider than the paper");
});
