import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const CHECK_MS = 500;
/** The title that npm gives its process, or the command before it has done so. */
const NPM = /(^|\/)(npm|npx)(-cli\.js)?(\s|$)/;

interface ProcessInfo {
  parent: number;
  command: string;
}

/** Returns undefined for a process that has ended or may not be seen. */
function readProcess(pid: number): ProcessInfo | undefined {
  try {
    if (process.platform === "linux") {
      const [, parent = "0"] = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return { parent: Number(parent), command };
    }
    const line = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [, parent = "0", command = ""] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    return { parent: Number(parent), command };
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists and belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Returns the pid of the nearest npm among the parents of process `pid`; undefined without one. */
export function findNpm(pid: number, read: (pid: number) => ProcessInfo | undefined): number | undefined {
  for (let at = read(pid)?.parent ?? 0; at > 0; ) {
    const one = read(at);
    if (one === undefined) return undefined;
    if (NPM.test(one.command)) return at;
    at = one.parent;
  }
  return undefined;
}

/**
 * Sends SIGTERM to this process within 500 ms after the end of the npm that started it, also when npm was killed. npm
 * passes SIGINT and SIGTERM to the shell between them, which may end without passing them on, and no other signal. A
 * shell or terminal that ends counts for nothing. Does nothing without npm, and on Windows.
 */
export function endWithNpm(): void {
  if (process.platform === "win32") return;
  const npm = findNpm(process.pid, readProcess);
  if (npm === undefined) return;
  const timer = setInterval(() => {
    if (isRunning(npm)) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, CHECK_MS).unref();
}
