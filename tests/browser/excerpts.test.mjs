// Plans for other hands: the template of the sample begins a plan with nobody in it, the copy for the team one with everybody.

import assert from "node:assert/strict";
import { chooser, expectText, saved as downloaded, test } from "./harness.mjs";
import { begin, cell, expectCell, saved, show } from "./work.mjs";

/** Runs a command by its name. */
async function command(page, name) {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
}

/** Opens a file as a new plan. */
async function opened(page, { name, text }) {
  const file = await chooser(page, () => page.keyboard.press("Control+o"));
  await file.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await expectText(page.locator(".plan"), new RegExp(name.replace(".plan.json", "")));
  await saved(page);
}

test("a template begins a plan of somebody else's, a copy for the team holds every record", async ({ page }) => {
  await begin(page, "sample");
  await show(page, "funnel");
  const first = await cell(page, "grid-deals", 0, 0).innerText();
  const template = await downloaded(page, () => command(page, "Save as a template"));
  assert.equal(template.name, "North region 2026 – template.plan.json");
  await expectText(page.locator(".toast .said"), /without customers, people and figures/);
  const team = await downloaded(page, () => command(page, "Save a copy for the team"));
  assert.equal(team.name, "North region 2026 – team.plan.json");
  assert.ok(team.text.includes(first) && !template.text.includes(first));

  await opened(page, template);
  await page.waitForFunction(() => document.querySelectorAll("#grid-deals .rows .row:not([hidden]):not([data-new])").length === 0);
  await show(page, "setup");
  await page.waitForFunction(() => document.querySelectorAll("[role=grid] .rows .row:not([hidden]):not([data-new])").length > 0);

  await opened(page, team);
  await show(page, "funnel");
  await expectCell(page, "grid-deals", 0, 0, first);
});
