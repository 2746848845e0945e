import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runProgram } from "../run-program";
import { linkTree } from "./link-tree";

interface BuildOptions {
  cli: string;
  /** An empty folder outside of the checkout. */
  folder: string;
  env: Record<string, string>;
}

/** The packages are linked from the checkout, so nothing is installed. */
const PROJECT = {
  projectId: "prj_x",
  orgId: "team_x",
  settings: { framework: "nextjs", nodeVersion: "24.x", installCommand: "" },
};

/** The build rewrites some sources, and a checkout must stay as it is. */
function copySources(to: string): void {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const file of listed.split("\0").filter((name) => name !== "" && existsSync(name))) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(file, join(to, file));
  }
}

/** Leaves out variables that belong to an account, a project or a build of the developer's own. */
function cleanEnvironment(): Record<string, string | undefined> {
  const isForeign = (key: string) => /^(VERCEL|NOW_|NEXT|__NEXT|NODE_ENV$)/.test(key);
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !isForeign(key)));
}

/** Resolves with a copy of the checkout that holds `.vercel/output`. Migrates `DATABASE_URL`. Rejects on failure. */
export async function buildForVercel({ cli, folder, env }: BuildOptions): Promise<string> {
  const source = join(folder, "source");
  copySources(source);
  // Turbopack refuses a symbolic link that leads out of the project.
  linkTree("node_modules", join(source, "node_modules"));
  mkdirSync(join(source, ".vercel"));
  writeFileSync(join(source, ".vercel/project.json"), JSON.stringify(PROJECT));
  const flags = ["build", "--prod", "--yes", "--token", "x", "--global-config", join(folder, "cli")];
  const isBuilt = await runProgram(process.execPath, [cli, ...flags], {
    cwd: source,
    env: {
      ...cleanEnvironment(),
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      VERCEL_TELEMETRY_DISABLED: "1",
      NO_UPDATE_NOTIFIER: "1",
      ...env,
    },
  });
  if (!isBuilt) throw new Error("vercel build failed; see above.");
  return source;
}
