import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRedis } from "../../../test/support/redis-server";
import { startUpstashShim } from "../../../test/support/upstash-shim";
import { deploymentEnvironment } from "../environment";
import { type BuiltFunction, type Deployment, unpackBuild } from "../unpack";
import { FunctionProcess } from "./function-process";
import { startRouter } from "./router";

export interface RunningDeployment extends Deployment {
  readonly url: string;
  published(): number;
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Runs one process for each function. The functions share the database and a Redis, and nothing else. */
export async function startDeployment(source: string, databaseUrl: string): Promise<RunningDeployment> {
  const folder = mkdtempSync(join(tmpdir(), "platewire-functions-"));
  const deployment = unpackBuild(source, folder);
  const redis = await startRedis();
  const shim = await startUpstashShim(redis.port);
  const hosts = new Map<BuiltFunction, FunctionProcess>();
  let env: Record<string, string> = {};
  const hostOf = (output: string): FunctionProcess => {
    const built = deployment.functions.get(output);
    if (built === undefined) throw new Error(`There is no function for ${output}.`);
    const host = hosts.get(built) ?? new FunctionProcess(built, env);
    hosts.set(built, host);
    return host;
  };
  const router = await startRouter(deployment, hostOf);
  const url = `http://127.0.0.1:${router.port}`;
  env = deploymentEnvironment({ databaseUrl, redis: shim, origin: url });
  return {
    ...deployment,
    url,
    published: () => shim.counts().publishes,
    log: async () => (await Promise.all([...hosts.values()].map((host) => host.log()))).join("\n"),
    stop: async () => {
      await router.stop();
      await Promise.all([...hosts.values()].map((host) => host.stop()));
      await shim.stop();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
