import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** The newest version that installs on a network that only reaches the registry. */
const VERSION = "58.10.0";
const INSTALL_MS = 300_000;

/** An ignored folder: 250 MB that a plain `npm install` does without. */
const folder = resolve(".vercel-cli");
/** Written last, so that an interrupted installation does not count. */
const stamp = join(folder, "installed.txt");

function isInstalled(): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === VERSION;
}

/** Resolves with the program's path. Rejects with npm's reason where the registry cannot be reached. */
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
