import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import * as z from "zod";
import { sourceHash } from "../../scripts/source-hash";
import { type AppOptions, type AppServer, startApp } from "../../test/support/app-server";

/** What the copy is made of; everything else it needs is found above it. */
const PARTS = [
  "app",
  "bench",
  "components",
  "hooks",
  "i18n",
  "lib",
  "messages",
  "public",
  "global.d.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "package.json",
  ".env.example",
];
const FOLDER = resolve(".next-bench/app");

/** Only what is served is checked: tests and benchmarks need what is not copied. */
function settings(): object {
  const { compilerOptions } = z
    .object({ compilerOptions: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync("tsconfig.json", "utf8")));
  return {
    compilerOptions,
    include: ["next-env.d.ts", "*.ts", "app/**/*.ts", "app/**/*.tsx", ".next/types/**/*.ts"],
  };
}

/**
 * The product with the benchmark's routes beside its own (`bench/app`), so that a peer's handler runs in the very same
 * Next server. Built in a folder of its own, again only when the sources changed: the product itself has no such routes.
 */
export function buildBenchApp(): string {
  const stamp = join(FOLDER, ".next/built-from.txt");
  const hash = sourceHash(["bench"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return FOLDER;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const part of PARTS.filter((part) => existsSync(part)))
    cpSync(part, join(FOLDER, part), { recursive: true });
  cpSync("bench/app", join(FOLDER, "app"), { recursive: true });
  writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(settings(), null, 2));
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const { status } = spawnSync(process.execPath, [next, "build"], {
    cwd: FOLDER,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: ".next" },
  });
  if (status !== 0) throw new Error("The application of the benchmark could not be built; see above.");
  writeFileSync(stamp, hash);
  return FOLDER;
}

/** That application, running. */
export async function startBenchApp({ env = {} }: Pick<AppOptions, "env"> = {}): Promise<AppServer> {
  return startApp({ env, root: buildBenchApp() });
}
