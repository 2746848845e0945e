import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";

const suite = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), ok: z.boolean() })),
  get suites() {
    return z.array(suite).optional();
  },
});
type Suite = z.infer<typeof suite>;
const reportSchema = z.object({ suites: z.array(suite) });

function failedIn({ title, specs, suites = [] }: Suite): string[] {
  const own = specs.filter(({ ok }) => !ok).map((spec) => `${title} › ${spec.title}`);
  return [...own, ...suites.flatMap(failedIn).map((below) => `${title} › ${below}`)];
}

/** The failed tests of Playwright's JSON report, each with its file; none when it was never written. */
export function failedTests(file: string): string[] {
  if (!existsSync(file)) return [];
  return reportSchema.parse(JSON.parse(readFileSync(file, "utf8"))).suites.flatMap(failedIn);
}
