import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Child, startChild } from "./child";
import { freePort } from "./free-port";

export interface RedisServer {
  readonly port: number;
  /** Kills the process with its connections, as a power cut does. */
  kill(): Promise<void>;
  /** Restarts on the same port, empty or with its persisted data. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

export function findRedis(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin", "/usr/local/bin"];
  return folders
    .map((folder) => join(folder, "redis-server"))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const KEEP_NOTHING = ["--save", "", "--appendonly", "no"];
/** Persists every acknowledged write, as a hosted Redis does. */
const KEEP_ALL = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];

/** Starts on a free loopback port. Throws when `redis-server` is not installed. */
export async function startRedis({ isDurable = false }: { isDurable?: boolean } = {}): Promise<RedisServer> {
  const program = findRedis();
  if (program === undefined)
    throw new Error("This needs redis-server, which is not on this machine: apt-get install redis-server.");
  const folder = mkdtempSync(join(tmpdir(), "platewire-redis-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const startOn = async (port: number): Promise<Child> => {
    const keep = isDurable ? KEEP_ALL : KEEP_NOTHING;
    const address = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
    const child = startChild(program, [...address, ...keep]);
    await child.printed(/Ready to accept connections/);
    return child;
  };
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      let child = await startOn(port);
      return {
        port,
        kill: async () => void (await child.stop("SIGKILL")),
        comeBack: async () => {
          child = await startOn(port);
        },
        stop: async () => {
          await child.stop();
          remove();
        },
      };
    } catch (error) {
      if (attempt < 3) continue;
      remove();
      throw error;
    }
  }
}
