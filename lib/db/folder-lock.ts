import "server-only";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const holderSchema = z.object({ pid: z.number().int().positive(), started: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** When the process began, so that a reused pid is not taken for the old holder; "" where /proc is missing. */
function startOf(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat; the command in field 2 may hold spaces, so count from its closing bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const started = startOf(holder.pid);
  return started === "" || holder.started === "" || started === holder.started;
}

function readHolder(file: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

/**
 * Takes a folder for this process alone: the embedded database allows one process, and a second one would
 * corrupt it. Creates the folder, readable by its owner only. Returns the release.
 * Throws when a living process holds it. A lock left behind by a killed process is taken over.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "lock.json");
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      // "wx" fails when the file exists: of two processes starting at once, one wins.
      writeFileSync(file, JSON.stringify(mine), { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch {
      const holder = readHolder(file);
      if (holder !== undefined && isAlive(holder))
        throw new Error(
          `The embedded database in ${folder} is in use by process ${holder.pid}. ` +
            "It serves one process at a time: stop that one, or set DATA_DIR to another folder.",
        );
      rmSync(file, { force: true });
    }
  }
  throw new Error(`The lock ${file} cannot be taken: is the folder writable?`);
}
