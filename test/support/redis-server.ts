import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Child, startChild } from "./child";
import { freePort } from "./free-port";

export interface RedisServer {
  readonly port: number;
  /** Ends the process, connections and all, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with nothing in it, or with what it keeps. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** The path of `redis-server`, or undefined where this machine has none. */
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
/** As a hosted one does: what was answered survives the process. */
const KEEP_ALL = ["--save", "", "--appendonly", "yes", "--appendfsync", "always"];

/**
 * A Redis on a free port of the loopback interface; it keeps nothing when it is not asked to. Throws where there is no
 * `redis-server`.
 */
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
