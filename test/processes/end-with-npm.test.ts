import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { isPortFree } from "../../scripts/free-port";
import { blankEnvironment } from "../support/blank-environment";
import { type Child, startChild } from "../support/child";
import { freePort } from "../support/free-port";
import { signInAs } from "../support/sign-in";
import { openStream } from "../support/stream-client";

const ENDING = { timeout: 20_000, interval: 50 };
const STARTING = { timeout: 60_000, interval: 100 };
const holderSchema = z.object({ pid: z.number() });

// One after the other in one folder: each needs the lock that the one before has released.
const folder = mkdtempSync(join(tmpdir(), "platewire-npm-"));
const lock = join(folder, "lock.json");
let started: Child | undefined;

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterEach(async () => {
  // A server that a failed test left would keep the port and the lock.
  if (existsSync(lock)) {
    const { pid } = holderSchema.parse(JSON.parse(readFileSync(lock, "utf8")));
    if (isThere(pid)) process.kill(pid, "SIGKILL");
  }
  await started?.stop("SIGKILL");
  started = undefined;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a process group, as a shell does at a prompt. */
function start(command: string, args: string[], more: Record<string, string> = {}): Child {
  const env = { ...process.env, ...blankEnvironment(), DATA_DIR: folder, ...more };
  started = startChild(command, args, { env, detached: true });
  return started;
}

/**
 * Sends SIGINT to the whole group, as a terminal does: a shell that waits for its command ignores the one that npm passes
 * on, so that neither ends.
 */
function signalNpm(npm: Child, signal: NodeJS.Signals): void {
  const { pid } = npm.process;
  if (pid === undefined) throw new Error("npm was not started.");
  process.kill(signal === "SIGINT" ? -pid : pid, signal);
}

async function expectFreed(port: number): Promise<void> {
  await vi.waitFor(async () => {
    expect(await isPortFree(port)).toBe(true);
    // A process that is killed leaves it.
    expect(existsSync(lock)).toBe(false);
  }, ENDING);
}

describe("npm run demo", () => {
  test.each(["SIGINT", "SIGHUP", "SIGKILL"] as const)(
    "closes its database and frees its port when npm gets %s",
    async (signal) => {
      const port = await freePort();
      const npm = start("npm", ["run", "demo", "--", "--port", String(port)]);
      await npm.printed(/Platewire is running\./);
      expect(existsSync(lock)).toBe(true);
      signalNpm(npm, signal);
      await expectFreed(port);
      // Resolves when no process holds the output of npm any more.
      await npm.exited;
    },
    180_000,
  );

  test("goes on without the shell that started it in the background, and ends when npm gets SIGTERM", async () => {
    const port = await freePort();
    const command = `nohup npm run demo -- --port ${port} & echo "npm is $!."; wait`;
    const shell = start("sh", ["-c", command], { STREAM_MAX_SECONDS: "2" });
    await shell.printed(/Platewire is running\./);
    shell.process.kill("SIGKILL");
    await vi.waitFor(() => expect(shell.process.signalCode).toBe("SIGKILL"), ENDING);

    const url = `http://localhost:${port}`;
    const Cookie = await signInAs(url, "lena@demo.test");
    const stream = await openStream(`${url}/api/events/stream`, { Cookie });
    // It ends after two seconds, and not by a shutdown.
    expect(await stream.ended).toBe("ended");
    expect(stream.frames.at(-1)).toMatchObject({ event: "bye", data: expect.stringContaining("limit") });
    expect((await fetch(`${url}/api/health`)).ok).toBe(true);

    process.kill(Number(/npm is (\d+)\./.exec(shell.log())?.[1]), "SIGTERM");
    await expectFreed(port);
    await shell.exited;
  });
});

test("npm start closes its database and frees its port when npm gets SIGTERM", async () => {
  const port = await freePort();
  const npm = start("npm", ["start", "--", "--port", String(port)], {
    NODE_ENV: "production",
    PORT: String(port),
    DEMO_MODE: "in-production",
    NEXTAUTH_SECRET: "a secret that is long enough for tests",
  });
  await vi.waitFor(async () => {
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).ok).toBe(true);
  }, STARTING);
  signalNpm(npm, "SIGTERM");
  await expectFreed(port);
  await npm.exited;
});

test.each(["SIGTERM", "SIGKILL"] as const)(
  "a script and its child processes end when its npm gets %s",
  async (signal) => {
    const npm = start("npm", ["exec", "--", "tsx", "test/support/process-with-child.ts"]);
    await npm.printed(/Started \d+ and \d+\./);
    const [, ...pids] = (/Started (\d+) and (\d+)\./.exec(npm.log()) ?? []).map(Number);
    expect(pids.map(isThere)).toEqual([true, true]);
    signalNpm(npm, signal);
    await vi.waitFor(() => expect(pids.map(isThere)).toEqual([false, false]), ENDING);
    await npm.exited;
  },
  60_000,
);
