import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Child, startChild } from "./child";
import { freePort } from "./free-port";

const run = promisify(execFile);

export interface PostgresServer {
  readonly url: string;
  readonly version: string;
  stop(): Promise<void>;
}

function newestFirst(a: string, b: string): number {
  return Number(b) - Number(a);
}

/** Returns the folder with `postgres` and `initdb`; undefined when PostgreSQL is not installed. */
export async function findPostgres(): Promise<string | undefined> {
  const debian = "/usr/lib/postgresql";
  const candidates = [
    ...(existsSync(debian) ? readdirSync(debian).sort(newestFirst) : []).map((v) => join(debian, v, "bin")),
    await run("pg_config", ["--bindir"]).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    ),
    ...(process.env.PATH ?? "").split(delimiter),
  ];
  return candidates.find(
    (folder) => folder !== "" && existsSync(join(folder, "postgres")) && existsSync(join(folder, "initdb")),
  );
}

/** Returns an unprivileged user, because PostgreSQL refuses to run as root. */
async function identity(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]).then(
      (answers) => answers.map(({ stdout }) => Number(stdout)),
      () => [],
    );
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.");
}

const UNSAFE = ["fsync=off", "full_page_writes=off", "synchronous_commit=off"];

async function listenOnFreePort(
  bin: string,
  folder: string,
  as: object,
  over: readonly string[],
): Promise<[Child, number]> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = [
      `port=${port}`,
      "listen_addresses=127.0.0.1",
      "unix_socket_directories=",
      "max_connections=200",
      "lc_messages=C",
      ...over,
    ].flatMap((setting) => ["-c", setting]);
    const child = startChild(join(bin, "postgres"), ["-D", folder, ...settings], { ...as, cwd: folder });
    try {
      await child.printed(/ready to accept connections/);
      return [child, port];
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

/**
 * Starts a server in a temporary folder on a free loopback port, without a password. With `isDurable`, each commit
 * waits for the disk.
 */
export async function startPostgres(
  bin: string,
  { isDurable = false }: { isDurable?: boolean } = {},
): Promise<PostgresServer> {
  const as = await identity();
  const home = mkdtempSync(join(tmpdir(), "platewire-postgres-"));
  const remove = () => rmSync(home, { recursive: true, force: true });
  try {
    if (as.uid !== undefined && as.gid !== undefined) chownSync(home, as.uid, as.gid);
    const folder = join(home, "server");
    const flags = [
      "-D",
      folder,
      "-U",
      "platewire",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ];
    await run(join(bin, "initdb"), flags, { ...as, cwd: home });
    const { stdout: version } = await run(join(bin, "postgres"), ["--version"]);
    const [child, port] = await listenOnFreePort(bin, folder, as, isDurable ? [] : UNSAFE);
    return {
      url: `postgres://platewire@127.0.0.1:${port}/postgres`,
      version: version.trim(),
      stop: async () => {
        // SIGINT is the fast shutdown, which closes open connections.
        await child.stop("SIGINT");
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
