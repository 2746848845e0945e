import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./run-program";
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
// Includes the build's id, so that a later build by another command does not match.
const stamp = () => `${sourceHash()} ${read(join(folder(), "BUILD_ID")) ?? ""}\n`;

export function stampBuild(): void {
  writeFileSync(stampFile(), stamp());
}

export async function ensureBuild(nextBin: string): Promise<void> {
  if (read(join(folder(), "BUILD_ID")) !== undefined && read(stampFile()) === stamp()) return;
  console.log("Building; this takes about a minute, and happens again only when the sources change.\n");
  const isBuilt = await runProgram(process.execPath, [nextBin, "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (!isBuilt) throw new Error("The build failed; see above.");
  stampBuild();
}
