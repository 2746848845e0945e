import "server-only";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { parseJson } from "@/lib/text/parse-json";

const holderSchema = z.object({ pid: z.number().int().positive(), started: z.string().max(100) });
type Holder = z.infer<typeof holderSchema>;

/** Tells a reused pid from the holder's; "" without /proc. */
function startOf(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat. The command in field 2 may contain spaces, so count from its closing bracket.
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
    // EPERM: the process exists and belongs to another user.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const started = startOf(holder.pid);
  return started === "" || holder.started === "" || started === holder.started;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}

function put(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    // A link appears with its content; a file that is created and then written is empty for a moment.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a dead process's lock, unless another process has replaced it meanwhile. */
function clear(file: string, text: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== text) linkSync(aside, file);
  } catch {
    // Another process removed it first.
  } finally {
    rmSync(aside, { force: true });
  }
}

function releaseOf(file: string): () => void {
  const release = () => {
    rmSync(file, { force: true });
    process.off("exit", release);
  };
  process.once("exit", release);
  return release;
}

/**
 * Refuses a second process, which would corrupt the embedded database. Takes over the lock of a killed process. Returns
 * the release. Throws when a living process holds the lock.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "lock.json");
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (put(file, JSON.stringify(mine))) return releaseOf(file);
    const text = read(file);
    if (text === undefined) continue;
    const holder = parseJson(holderSchema, text);
    if (holder !== null && isAlive(holder))
      throw new Error(
        `The embedded database in ${folder} is in use by process ${holder.pid}. ` +
          "It serves one process at a time: stop that one, or set DATA_DIR to another folder.",
      );
    clear(file, text);
  }
  throw new Error(`The lock ${file} cannot be taken: is the folder writable?`);
}
