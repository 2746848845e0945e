import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** The newest version that installs on a network that only reaches the registry. */
const VERSION = "58.10.0";
const INSTALL_MS = 300_000;

/** An ignored folder of its own: 250 MB that a plain `npm install` does without. */
const folder = resolve(".vercel-cli");
/** Written last, so that an installation that was interrupted does not count. */
const stamp = join(folder, "installed.txt");

function isInstalled(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === VERSION;
}

/**
 * Installs the Vercel command line, unless it is there already, and resolves with the path of its program. Rejects where
 * the registry cannot be reached, with npm's reason.
 */
export async function installVercelCli(): Promise<string> {
  if (!isInstalled()) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const project = { private: true, dependencies: { vercel: VERSION } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(project));
    const flags = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--fetch-retries=1"];
    try {
      await promisify(execFile)("npm", ["install", ...flags], { cwd: folder, timeout: INSTALL_MS });
    } catch (error) {
      const text = String(error);
      throw new Error(/^npm error .*$/m.exec(text)?.[0] ?? text, { cause: error });
    }
    writeFileSync(stamp, VERSION);
  }
  return join(folder, "node_modules/vercel/dist/vc.js");
}
