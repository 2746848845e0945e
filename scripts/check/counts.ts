import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

export interface Counts {
  passed: number;
  failed: number;
}

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() })
  .transform(({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }));

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  // A test that passes only on a retry counts as failed.
  .transform(({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

/** Reads a JSON report of Vitest or Playwright. Throws on anything else. */
export function countReport(text: string): Counts {
  return z.union([vitestReport, playwrightReport]).parse(JSON.parse(text));
}

/** Skips reports that do not exist: a run that ended early writes none. */
export function countReports(files: readonly string[]): Counts {
  return files
    .filter((file) => existsSync(file))
    .map((file) => countReport(readFileSync(file, "utf8")))
    .reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
      passed: 0,
      failed: 0,
    });
}
