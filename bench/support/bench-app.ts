import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import * as z from "zod";
import { runProgram } from "../../scripts/run-program";
import { sourceHash } from "../../scripts/source-hash";
import { type AppOptions, type AppServer, startApp } from "../../test/support/app-server";

/** Everything else is resolved from the parent folder. */
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

/** Type-checks only the served code: tests and benchmarks need files that are not copied. */
function settings(): object {
  const { compilerOptions } = z
    .object({ compilerOptions: z.record(z.string(), z.unknown()) })
    .parse(JSON.parse(readFileSync("tsconfig.json", "utf8")));
  return {
    compilerOptions,
    include: ["next-env.d.ts", "*.ts", "app/**/*.ts", "app/**/*.tsx", ".next/types/**/*.ts"],
    exclude: ["**/*.test.ts", "**/*.test.tsx"],
  };
}

/** Builds the product with the benchmark's routes, so that a peer's handler runs in the same Next server. */
export async function buildBenchApp(): Promise<string> {
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
  const isBuilt = await runProgram(process.execPath, [next, "build"], {
    cwd: FOLDER,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: ".next" },
  });
  if (!isBuilt) throw new Error("The application of the benchmark could not be built; see above.");
  writeFileSync(stamp, hash);
  return FOLDER;
}

export async function startBenchApp({ env = {} }: Pick<AppOptions, "env"> = {}): Promise<AppServer> {
  return startApp({ env, root: await buildBenchApp() });
}
