import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { blankEnvironment } from "./blank-environment";
import { type Child, startChild } from "./child";
import { freePort } from "./free-port";
import { createServerDatabase } from "./server-database";

export interface AppServer {
  /** `http://localhost:PORT`; the server also answers on http://127.0.0.1:PORT. */
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  pid(): number | undefined;
  log(): string;
  /** Keeps the data; resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  restart(signal?: NodeJS.Signals): Promise<void>;
  dispose(): Promise<void>;
}

export interface AppOptions {
  /** Overrides of a demo in production mode. */
  env?: Record<string, string>;
  /** An existing folder, which is kept; a temporary one by default. */
  dataDir?: string;
  /** The folder of the built application; the current one by default. */
  root?: string;
}

const START_SECONDS = 60;
function environment(port: number, dataDir: string, over: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...blankEnvironment(),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO_MODE: "in-production",
    NEXTAUTH_SECRET: "a secret that is long enough for tests",
    LOG_LEVEL: "warn",
    // Tests close pages on which a shift is on, and must not find the restaurant paused for it minutes later.
    DEVICE_SILENCE_SECONDS: "86400",
    ...over,
  };
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok;
  } catch {
    return false;
  }
}

async function startOn(port: number, env: NodeJS.ProcessEnv, root: string): Promise<Child> {
  const next = resolve("node_modules/next/dist/bin/next");
  const child = startChild(process.execPath, [next, "start", "--port", String(port)], { env, cwd: root });
  let hasEnded = false;
  void child.exited.then(() => {
    hasEnded = true;
  });
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!(await isHealthy(port))) {
    if (hasEnded) throw new Error(`The application ended before it answered:\n${child.log()}`);
    if (Date.now() > deadline) {
      await child.stop("SIGKILL");
      throw new Error(`The application was not healthy within ${START_SECONDS} s:\n${child.log()}`);
    }
    await pause(100);
  }
  return child;
}

/** Runs `next start` on a free port with its own data. Rejects with its output unless it is healthy within 60 s. */
export async function startApp({ env = {}, dataDir, root = "." }: AppOptions = {}): Promise<AppServer> {
  const build = process.env.NEXT_DIST_DIR ?? ".next";
  if (!existsSync(join(root, build, "BUILD_ID")))
    throw new Error("The application is not built: run npm run build.");
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "platewire-app-"));
  const database = await createServerDatabase();
  const cleanUp = async () => {
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    await database?.drop();
  };
  const start = (port: number) =>
    startOn(
      port,
      environment(port, folder, { ...(database && { DATABASE_URL: database.url }), ...env }),
      root,
    );

  const startOnFreePort = async (): Promise<[Child, number]> => {
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort();
      try {
        return [await start(port), port];
      } catch (error) {
        // Another process took the port.
        if (attempt < 3 && String(error).includes("EADDRINUSE")) continue;
        await cleanUp();
        throw error;
      }
    }
  };

  const [first, port] = await startOnFreePort();
  let child = first;
  return {
    url: `http://localhost:${port}`,
    port,
    dataDir: folder,
    pid: () => child.process.pid,
    log: () => child.log(),
    stop: (signal) => child.stop(signal),
    restart: async (signal) => {
      await child.stop(signal);
      child = await start(port);
    },
    dispose: async () => {
      await child.stop();
      await cleanUp();
    },
  };
}
