import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "./folder-lock";

let folder: string;
let file: string;
let contenders: ChildProcess[] = [];

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "platewire-lock-")), "data");
  file = join(folder, "lock.json");
});
afterEach(() => {
  for (const child of contenders) child.kill("SIGKILL");
  contenders = [];
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

async function livingProcess() {
  const child = spawn(process.execPath, ["-e", "console.log('up'); setInterval(() => {}, 1000)"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await new Promise((up) => child.stdout.once("data", up));
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const { pid } = child;
  if (pid === undefined) throw new Error("The process did not start");
  return {
    pid,
    kill: () => {
      child.kill("SIGKILL");
      return ended;
    },
  };
}

async function contender(afterwards = "process.stdin.resume()"): Promise<string> {
  const script = `
    import { lockFolder } from "./lib/db/folder-lock.ts";
    let outcome = "locked";
    try { lockFolder(${JSON.stringify(folder)}); } catch { outcome = "refused"; }
    console.log(outcome);
    ${afterwards};
  `;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=react-server", "--input-type=module", "-e", script],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  contenders.push(child);
  return new Promise((heard) => child.stdout.once("data", (line: Buffer) => heard(line.toString().trim())));
}

function leaveLock(pid: number, started = ""): void {
  lockFolder(folder)();
  writeFileSync(file, JSON.stringify({ pid, started }));
}

describe("the lock on the embedded database's folder", () => {
  it("creates the folder, readable by its owner only", () => {
    lockFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("refuses a second process while the first one lives, and names the process and the remedy", async () => {
    const other = await livingProcess();
    leaveLock(other.pid);
    expect(() => lockFolder(folder)).toThrow(
      new RegExp(`in use by process ${other.pid}.*set DATA_DIR to another folder`),
    );
    await other.kill();
  });

  it("takes over the lock of a killed process", async () => {
    const other = await livingProcess();
    leaveLock(other.pid);
    await other.kill();
    expect(() => lockFolder(folder)).not.toThrow();
  });

  it("takes over the lock of a process whose pid was reused", () => {
    leaveLock(process.pid, "another start than ours");
    expect(() => lockFolder(folder)).not.toThrow();
  });

  it("takes over a lock that cannot be read", () => {
    lockFolder(folder)();
    writeFileSync(file, "{");
    expect(() => lockFolder(folder)).not.toThrow();
  });

  it("is taken by exactly one of several processes that find a dead process's lock", async () => {
    const dead = await livingProcess();
    leaveLock(dead.pid);
    await dead.kill();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => contender()));
    expect(outcomes.filter((outcome) => outcome === "locked")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(5);
  }, 30_000);

  it("is released when its process exits", async () => {
    const child = await contender("process.exit()");
    expect(child).toBe("locked");
    await expect.poll(() => existsSync(file)).toBe(false);
  });

  it("can be taken again after its release", () => {
    const release = lockFolder(folder);
    release();
    expect(existsSync(file)).toBe(false);
    expect(() => lockFolder(folder)).not.toThrow();
  });
});
