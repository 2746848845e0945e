import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceHash } from "./source-hash";

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

const folder = () => process.env.NEXT_DIST_DIR ?? ".next";
const stampFile = () => join(folder(), "built-from.txt");
// With the build's own id: a build that something else made here since is not the one the stamp speaks of.
const stamp = () => `${sourceHash()} ${read(join(folder(), "BUILD_ID")) ?? ""}\n`;

/** Says of the build that is here that it was made of the sources as they are. */
export function stampBuild(): void {
  writeFileSync(stampFile(), stamp());
}

/** Builds, unless what is built was made of exactly these sources. Throws when the build fails. */
export function ensureBuild(nextBin: string): void {
  if (read(join(folder(), "BUILD_ID")) !== undefined && read(stampFile()) === stamp()) return;
  console.log("Building; this takes about a minute, and happens again only when the sources change.\n");
  const { status } = spawnSync(process.execPath, [nextBin, "build"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error("The build failed; see above.");
  stampBuild();
}
