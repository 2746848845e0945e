import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import * as z from "zod";
import { endInOrder } from "../../scripts/end-in-order";
import { ensureBuild } from "../../scripts/ensure-build";
import { blankEnvironment } from "../../test/support/blank-environment";
import { askChild } from "../chaos/ask-child";
import { Ledger } from "../chaos/ledger";
import { onStage, type Stage } from "../chaos/stage";
import { makeWorld, type World } from "../chaos/world";
import { openStandingOrders, writeOn } from "../chaos/writers";
import { isGood, type SoakResult, soakJson, soakTable, trendsOf } from "./report";
import { type Sample, takeSample } from "./sampler";
import { countedSchema, type Order, openedSchema } from "./visitor-protocol";

/** `npm run soak`: runs one process with changing clients and checks that its figures stay stable. */

const USAGE = `Usage: npm run soak -- [--minutes 30] [--clients 500] [--rate 20] [--seed N] [--json FILE]

Exit code: 0 when every figure is flat and nothing was missing; 1 when not.`;

const optionsSchema = z.object({
  minutes: z.coerce.number().positive(),
  clients: z.coerce.number().int().min(20).max(5_000),
  rate: z.coerce.number().positive(),
  seed: z.coerce.number().int(),
  json: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

const SAMPLE_MS = 10_000;
const WRITERS = 10;
const STAY: [number, number] = [5_000, 90_000];

function invite(world: World, url: string, seed: number) {
  const child = fork(resolve("bench/soak/visitors.ts"), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const stop = () => void child.kill();
  process.once("exit", stop);
  const visitors = world.readers.map(({ token, asks }) => ({ token, asks }));
  return {
    open: () =>
      askChild(child, { op: "open", url, seed, stay: STAY, visitors } satisfies Order, openedSchema),
    count: () => askChild(child, { op: "count" } satisfies Order, countedSchema),
    stop,
  };
}

async function watch(stage: Stage, file: string, { minutes }: Options): Promise<Sample[]> {
  const samples: Sample[] = [];
  const [app] = stage.apps;
  if (app === undefined) throw new Error("There is no application to watch.");
  const startedAt = Date.now();
  while (Date.now() - startedAt < minutes * 60_000) {
    await pause(SAMPLE_MS);
    const sample = await takeSample(app, file);
    samples.push(sample);
    console.log(
      `  ${Math.round((Date.now() - startedAt) / 1_000)} s: ${(sample.rss_bytes / 1024 ** 2).toFixed(0)} MB, heap ${(sample.heap_bytes / 1024 ** 2).toFixed(1)} MB, ${sample.connections} streams, ${sample.descriptors} descriptors, ${sample.timers} timers`,
    );
  }
  return samples;
}

async function soak(stage: Stage, file: string, options: Options): Promise<SoakResult> {
  const { minutes, clients, rate, seed } = options;
  const world = await makeWorld(stage.postgres.url, clients);
  const url = `http://127.0.0.1:${stage.apps[0]?.port}`;
  const visitors = invite(world, url, seed);
  const ending = new AbortController();
  const ledger = new Ledger();
  try {
    await visitors.open();
    await openStandingOrders(world, url, ledger);
    const writing = writeOn(world, { url, writers: WRITERS, rate, seed }, ledger, ending.signal);
    const samples = await watch(stage, file, options);
    ending.abort();
    await writing;
    const visits = await visitors.count();
    const written = ledger.placed.length + ledger.changed.length;
    return {
      minutes,
      clients,
      rate,
      seed,
      samples,
      trends: trendsOf(samples),
      visits,
      written,
      faults: ledger.faults,
    };
  } finally {
    ending.abort();
    visitors.stop();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "30" },
      clients: { type: "string", default: "500" },
      rate: { type: "string", default: "20" },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const options = optionsSchema.parse(values);
  // The shell's environment and .env must not influence the test.
  Object.assign(process.env, blankEnvironment());
  await ensureBuild(resolve("node_modules/next/dist/bin/next"));
  const folder = mkdtempSync(join(tmpdir(), "platewire-soak-"));
  const file = join(folder, "samples.jsonl");
  const env = {
    NODE_OPTIONS: `--import ${pathToFileURL(resolve("bench/soak/probe.ts")).href}`,
    SOAK_SAMPLES: file,
  };
  try {
    const result = await onStage({ processes: 1, env }, (stage) => soak(stage, file, options));
    console.log(soakTable(result));
    if (options.json !== undefined)
      writeFileSync(options.json, `${JSON.stringify(soakJson(result), null, 2)}\n`);
    return isGood(result) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

endInOrder();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
