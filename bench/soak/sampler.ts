import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { AppServer } from "../../test/support/app-server";

const sampleSchema = z.object({
  at: z.number(),
  rss_bytes: z.number(),
  heap_bytes: z.number(),
  external_bytes: z.number(),
  array_buffer_bytes: z.number(),
  sockets: z.number(),
  timers: z.number(),
  resources: z.number(),
  descriptors: z.number(),
  process_listeners: z.number(),
  warnings: z.number(),
});
export type ProbeSample = z.infer<typeof sampleSchema>;

const healthSchema = z.object({ connections: z.number() });
export type Sample = ProbeSample & { connections: number };

const ANSWER_MS = 10_000;
const LOOK_MS = 50;

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
}

/** Throws when the process does not respond within 10 s. */
export async function takeSample(app: AppServer, file: string): Promise<Sample> {
  const health = await fetch(`http://127.0.0.1:${app.port}/api/health`);
  const { connections } = healthSchema.parse(await health.json());
  const before = readLines(file).length;
  const pid = app.pid();
  if (pid === undefined) throw new Error("The application does not run any more.");
  process.kill(pid, "SIGUSR2");
  const until = Date.now() + ANSWER_MS;
  while (Date.now() < until) {
    await pause(LOOK_MS);
    const lines = readLines(file);
    if (lines.length > before) return { ...sampleSchema.parse(JSON.parse(lines.at(-1) ?? "")), connections };
  }
  throw new Error(`The application did not answer the probe:\n${app.log()}`);
}
