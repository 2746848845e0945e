import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { serveOneOrder } from "../test/fuzz/order-flow";
import { allParsers, findSlowParsers, fuzzParsers } from "../test/fuzz/parser-run";
import { parserLine, serverFaults, serverTable } from "../test/fuzz/report";
import { fuzzEnvironment, fuzzServer } from "../test/fuzz/server-run";
import { startApp } from "../test/support/app-server";
import { blankEnvironment } from "../test/support/blank-environment";
import { ensureBuild } from "./ensure-build";

/** `npm run fuzz`: sends generated inputs to every route, page, action and parser. */

const USAGE = `Usage: npm run fuzz -- [--seed N] [--inputs 100000] [--minutes N] [--only server|parsers]

  --minutes N   stops early: on a busy machine

Exit code: 0 when nothing failed; 1 when something did.`;

/** Of 100 inputs. */
const SHARES = { routes: 35, pages: 8, actions: 17, parsers: 40 };

const optionsSchema = z.object({
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  inputs: z.coerce.number().int().min(100).max(100_000_000),
  minutes: z.coerce.number().positive().optional(),
  only: z.enum(["server", "parsers"]).optional(),
});
type Options = z.infer<typeof optionsSchema>;

const tell = (words: string) => console.log(words);

async function runServer({ seed, inputs, minutes }: Options): Promise<string[]> {
  await ensureBuild(resolve("node_modules/next/dist/bin/next"));
  const folder = mkdtempSync(join(tmpdir(), "platewire-fuzz-"));
  const app = await startApp({ env: fuzzEnvironment(folder) });
  try {
    const share = (of: number) => Math.round((inputs * of) / 100);
    const shares = {
      routes: share(SHARES.routes),
      pages: share(SHARES.pages),
      actions: share(SHARES.actions),
    };
    const outcome = await fuzzServer(app, folder, { seed, shares, minutes, tell });
    await serveOneOrder(app);
    tell(`\n${serverTable(outcome)}\nAn order was served afterwards.\n`);
    return serverFaults(outcome);
  } finally {
    await app.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runParsers({ seed, inputs }: Options): Promise<string[]> {
  const parsers = await allParsers();
  const each = Math.ceil((inputs * SHARES.parsers) / 100 / parsers.length);
  const outcome = await fuzzParsers(parsers, seed, each);
  tell(parserLine(parsers.length, outcome));
  return [...outcome.faults, ...(await findSlowParsers(parsers))];
}

async function main(): Promise<number> {
  const text = { type: "string" as const };
  const { values } = parseArgs({
    options: { seed: text, inputs: text, minutes: text, only: text, help: { type: "boolean" } },
  });
  if (values.help === true) {
    tell(USAGE);
    return 0;
  }
  const options = optionsSchema.parse({
    seed: Math.floor(Math.random() * 1_000_000),
    inputs: 100_000,
    ...values,
  });
  // The shell's environment and .env must not influence the run.
  Object.assign(process.env, blankEnvironment(), { LOG_LEVEL: "silent" });
  const again = `npm run fuzz -- --seed ${options.seed} --inputs ${options.inputs}${options.only === undefined ? "" : ` --only ${options.only}`}`;
  tell(`Fuzzing. The same inputs again: ${again}`);
  const faults = [
    ...(options.only === "server" ? [] : await runParsers(options)),
    ...(options.only === "parsers" ? [] : await runServer(options)),
  ];
  for (const fault of faults.slice(0, 50)) tell(`FAULT ${fault}`);
  tell(faults.length === 0 ? "Nothing failed." : `${faults.length} faults. The same inputs again: ${again}`);
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = await main();
