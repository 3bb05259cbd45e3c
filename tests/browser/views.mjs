// Every panel and dialog of the page by name, each with the way to open it.

import { type } from "./handles.mjs";

/** Chooses the command that is called exactly `name` in the palette, which every layout has. */
export async function command(page, name) {
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: /^Search commands/ });
  await field.fill(name);
  await page.locator("#am-commands").getByRole("option").filter({ hasText: name }).first().click();
  await field.waitFor({ state: "detached" });
}

const byCommand = (name) => (page) => command(page, name);

async function reference(page) {
  await command(page, "Reference");
  await page.getByRole("complementary", { name: "Reference" }).getByRole("searchbox").fill("upper case");
}

async function mistakes(page) {
  await command(page, "Problems");
  await type(page, "appuser.noSuchAttribute + (");
  await page.getByTestId("result-stale").waitFor();
}

async function difference(page) {
  await command(page, "Diff");
  await page.getByTestId("baseline-pin").click();
  await type(page, '"#" + appuser.extensionNumber');
}

async function check(page) {
  await command(page, "Checks");
  await command(page, "Expect this");
}

async function completion(page) {
  await type(page, "");
  await page.keyboard.type("String.sub");
  await page.getByRole("listbox", { name: /completion/i }).waitFor();
}

async function filter(page) {
  await page.getByTestId("grid-filter").fill("kim");
}

async function states(page) {
  // Where there is no room beside the editor, the person has a tab.
  const tab = page.getByRole("tab", { name: "Person", exact: true });
  if (await tab.isVisible()) await tab.click();
  await page.getByRole("button", { name: "State of extensionNumber" }).click();
}

async function sampleRows(page) {
  await command(page, "Import");
  const rows = "firstName,extensionNumber\nAda,201\nBo\n";
  await page.getByRole("textbox", { name: "Paste data" }).fill(rows);
  await page.getByTestId("import-report").waitFor();
}

/** What can be seen, by name: how to get there from the first screen. */
export const views = {
  "first-screen": async () => {},
  "panel-people-filtered": filter,
  "panel-checks": check,
  "panel-diff": difference,
  "panel-problems": mistakes,
  "panel-round-trip": byCommand("Round trip"),
  "panel-history": byCommand("History"),
  "panel-explanation": byCommand("Explain"),
  "panel-reference": reference,
  "inline-values": byCommand("Inline values"),
  "list-completion": completion,
  "menu-states": states,
  "dialog-import": sampleRows,
  "dialog-export": byCommand("Export"),
  "dialog-share": byCommand("Share"),
  "dialog-edge-cases": byCommand("Edge cases"),
  "dialog-settings": byCommand("Settings"),
  "dialog-privacy": byCommand("Privacy"),
  "dialog-keyboard": byCommand("Keyboard"),
  "dialog-columns": byCommand("Columns"),
  "dialog-recent": byCommand("Recent"),
  "dialog-palette": (page) => page.keyboard.press("Control+k"),
  "scenario-groups": byCommand("Group rules"),
  "scenario-user-names": byCommand("User names"),
  "scenario-token-claims": byCommand("Token claims"),
};
