import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

export interface Timed {
  file: string;
  seconds: number;
}

const vitestReport = z
  .object({
    testResults: z.array(z.object({ name: z.string(), startTime: z.number(), endTime: z.number() })),
  })
  .transform(({ testResults }) =>
    testResults.map(({ name, startTime, endTime }) => ({
      file: name,
      seconds: (endTime - startTime) / 1000,
    })),
  );

interface Suite {
  specs: { tests: { results: { duration: number }[] }[] }[];
  suites?: Suite[];
}
const suite: z.ZodType<Suite> = z.object({
  specs: z.array(
    z.object({ tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })) }),
  ),
  get suites() {
    return z.array(suite).optional();
  },
});

function secondsOf({ specs, suites = [] }: Suite): number {
  const results = specs.flatMap(({ tests }) => tests.flatMap((test) => test.results));
  const own = results.reduce((sum, { duration }) => sum + duration / 1000, 0);
  return suites.reduce((sum, inner) => sum + secondsOf(inner), own);
}

const playwrightReport = z
  .object({ suites: z.array(z.intersection(suite, z.object({ file: z.string() }))) })
  .transform(({ suites }) => suites.map((one) => ({ file: one.file, seconds: secondsOf(one) })));

/** Reads a JSON report of Vitest or Playwright. Throws on anything else. */
export function timeFiles(text: string): Timed[] {
  return z.union([vitestReport, playwrightReport]).parse(JSON.parse(text));
}

export function slowestFiles(report: string, count: number): Timed[] {
  if (!existsSync(report)) return [];
  return timeFiles(readFileSync(report, "utf8"))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, count);
}
