import { fileURLToPath } from "node:url";
import { type Child, startChild } from "../../../test/support/child";
import type { BuiltFunction } from "../unpack";

const HOST = fileURLToPath(new URL("./function-host.ts", import.meta.url));
const LISTENING = /Listening on port (\d+)\./;

/** Set by the platform, besides the project's own variables. */
const PLATFORM = { VERCEL: "1", VERCEL_ENV: "production", VERCEL_REGION: "iad1", TZ: "UTC" } as const;

export class FunctionProcess {
  #started: Promise<{ child: Child; port: number }> | undefined;

  constructor(
    readonly built: BuiltFunction,
    private readonly env: Record<string, string>,
  ) {}

  /** The first request starts the process, as on the platform. */
  async port(): Promise<number> {
    this.#started ??= this.#start();
    return (await this.#started).port;
  }

  async #start(): Promise<{ child: Child; port: number }> {
    const { folder, handler, useWebApi, environment } = this.built;
    const child = startChild(process.execPath, [HOST, folder, handler, useWebApi ? "web" : "node"], {
      cwd: folder,
      env: { PATH: process.env.PATH, NODE_ENV: "production", ...PLATFORM, ...environment, ...this.env },
    });
    await child.printed(LISTENING);
    return { child, port: Number(LISTENING.exec(child.log())?.[1]) };
  }

  async log(): Promise<string> {
    const started = await this.#started;
    return started === undefined ? "" : `── ${this.built.name}\n${started.child.log()}`;
  }

  async stop(): Promise<void> {
    // A function that is scaled down gets no longer than half a second.
    await (await this.#started)?.child.stop("SIGTERM", 500);
  }
}
