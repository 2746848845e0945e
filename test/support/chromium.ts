import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const WHOLE = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** The headless shell comes first: without a graphics card it draws nearly twice as fast as a whole browser. */
const PROGRAMS = ["chromium-headless-shell", ...WHOLE];
const FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Prefers Playwright's own browser. */
function find(programs: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...FOLDERS];
  const onMachine = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [chromium.executablePath(), ...onMachine, MAC].find((file) => existsSync(file));
}

/** Throws with instructions when there is none. */
export function findChromium(): string {
  const found = find(PROGRAMS);
  if (found === undefined)
    throw new Error(
      "The browser tests need Chromium, and this machine has none. Install it with one of:\n" +
        "  npx playwright install chromium\n" +
        "  apt-get install chromium-headless-shell        (Debian)",
    );
  return found;
}

/** For what the headless shell lacks: it blocks notifications. Throws with instructions when there is none. */
export function findWholeChromium(): string {
  const found = find(WHOLE);
  if (found === undefined)
    throw new Error(
      "This test needs a whole Chromium, because the headless shell blocks notifications. Install it with one of:\n" +
        "  npx playwright install chromium\n" +
        "  apt-get install chromium        (Debian)",
    );
  return found;
}

/** Root cannot use the sandbox. */
export const CHROMIUM_ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
