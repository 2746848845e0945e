import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { demoSecret } from "./demo-secret";
import { welcome } from "./demo-welcome";
import { endInOrder } from "./end-in-order";
import { ensureBuild } from "./ensure-build";
import { isPortFree } from "./free-port";

/**
 * `npm run demo [-- --port N] [--host ADDRESS] [--redis]`: builds and starts a demo from a fresh checkout. Anyone who
 * reaches it can be its admin, so it listens on this machine only unless `--host` says otherwise.
 */

const READY_MS = 90_000;
const THIS_MACHINE = "127.0.0.1";
const nextBin = createRequire(import.meta.url).resolve("next/dist/bin/next");

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9))
    throw new Error(`Platewire needs Node 20.9 or newer; this is ${process.versions.node}.`);
}

function readOptions() {
  return parseArgs({
    options: {
      port: { type: "string" },
      host: { type: "string", default: THIS_MACHINE },
      redis: { type: "boolean", default: false },
    },
  }).values;
}

async function choosePort(wished: string | undefined): Promise<number> {
  const asked = wished ?? process.env.PORT ?? "3000";
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`"${asked}" is no port: choose a number from 1 to 65535.`);
  if (!(await isPortFree(port)))
    throw new Error(
      `Port ${port} is taken by another program. Choose another one:\n\n  PORT=${port + 1} npm run demo\n`,
    );
  return port;
}

function startServer(
  { port, host }: { port: number; host: string },
  folder: string,
  more: Record<string, string> = {},
): ChildProcess {
  return spawn(process.execPath, [nextBin, "start", "-p", String(port), "-H", host], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      DATA_DIR: folder,
      DEMO_MODE: "in-production",
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || demoSecret(folder),
      // A demo answers on localhost and 127.0.0.1, which are two people in one browser.
      NEXTAUTH_URL: "",
      AUTH_TRUST_HOST: "true",
      LOG_LEVEL: process.env.LOG_LEVEL || "warn",
      ...more,
    },
  });
}

/** Returns the address at which this machine reaches a server that listens on `host`. */
function addressOf(host: string): string {
  if (["0.0.0.0", "::"].includes(host)) return THIS_MACHINE;
  return host.includes(":") ? `[${host}]` : host;
}

async function waitUntilReady(host: string, port: number, gone: AbortSignal): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (!gone.aborted && Date.now() < deadline) {
    try {
      const { ok } = await fetch(`http://${addressOf(host)}:${port}/api/health`, {
        signal: AbortSignal.timeout(5_000),
      });
      if (ok) return;
    } catch {
      // Not listening yet.
    }
    await delay(200, undefined, { signal: gone }).catch(() => undefined);
  }
  if (!gone.aborted) throw new Error(`The server did not answer within ${READY_MS / 1_000} s; see above.`);
}

async function run(): Promise<void> {
  checkNode();
  let server: ChildProcess | undefined;
  let isStopping = false;
  endInOrder((signal) => {
    isStopping = true;
    server?.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    return server !== undefined;
  });
  const folder = process.env.DATA_DIR || ".data";
  const options = readOptions();
  const port = await choosePort(options.port);
  await ensureBuild(nextBin);

  // Loaded on demand: it uses parts of the tests.
  const redis = options.redis
    ? await import("./demo-redis").then(({ startDemoRedis }) => startDemoRedis())
    : undefined;
  server = startServer({ port, host: options.host }, folder, redis?.env);
  const gone = new AbortController();
  server.once("exit", (code) => {
    gone.abort();
    // A requested stop is a success, whatever exit code the signal causes.
    process.exitCode = isStopping ? 0 : (code ?? 1);
    redis?.stop().catch((error: unknown) => console.error(String(error)));
  });

  try {
    await waitUntilReady(options.host, port, gone.signal);
  } catch (error) {
    server.kill("SIGTERM");
    throw error;
  }
  if (!gone.signal.aborted) console.log(welcome(port, folder, options.host === THIS_MACHINE, redis?.line));
}

run().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
