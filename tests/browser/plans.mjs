// What the tests of keeping do with plans: begin one, type deals, wait until they are kept, take the file out.

import { saved, standing } from "./harness.mjs";

export const chip = (page) => page.locator("#saved");
export const notice = (page) => page.locator("#storage-notice");

/** Waits until the page says that everything is saved. */
export const isSaved = (page) => page.locator("#saved[data-state=saved]").waitFor();

export const plan = (page) => page.evaluate(() => location.hash);

/** Begins with an empty plan, which is kept at once. */
export async function begin(page) {
  await page.locator("#begin-blank").click();
  await page.waitForFunction(() => location.hash.startsWith("#plan="));
  await isSaved(page);
}

/** Goes to the new row of the funnel. No real click: that waits for frames, which a tab in the background hardly has. */
export async function add(page) {
  await page.locator(".tools .add").dispatchEvent("click");
  await page.locator("textarea.field:focus").waitFor();
}

/** Types names of deals into new rows of the funnel. */
export async function type(page, names) {
  await add(page);
  for (const name of names) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
}

export const hasDeal = (page, name) => page.locator(".cell", { hasText: new RegExp(`^${name}$`) }).first().waitFor();

/** Saves the plan as a file and reads it. */
export async function exported(page) {
  const { name, text } = await saved(page, () => page.keyboard.press("Control+s"));
  const file = JSON.parse(text);
  return { name, text, file, deals: (file.tables.deals ?? []).map((deal) => deal.name) };
}

/** Reloads the page and waits until the application stands again. */
export async function reload(page) {
  await page.reload();
  await standing(page);
}

export const close = (page) => page.locator("dialog[open] .buttons button.strong").click();
