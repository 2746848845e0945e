import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** The headless shell comes first: without a graphics card it draws nearly twice as fast as a whole browser. */
const PROGRAMS = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Prefers Playwright's own browser. Throws with instructions when there is none. */
export function findChromium(): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...FOLDERS];
  const onMachine = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  const found = [chromium.executablePath(), ...onMachine, MAC].find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(
      "The browser tests need Chromium, and this machine has none. Install it with one of:\n" +
        "  npx playwright install chromium\n" +
        "  apt-get install chromium-headless-shell        (Debian)",
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
