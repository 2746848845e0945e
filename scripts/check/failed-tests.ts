import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import * as z from "zod";

export interface FailedTest {
  /** As the report names it: a path that is whole, or starts at the folder of the tests. */
  file: string;
  /** With its groups. */
  title: string;
  /** The message of its failure, without colours. */
  message: string;
}

const joined = (titles: readonly string[]) => titles.join(" › ");
const plain = (messages: readonly string[]) => stripVTControlCharacters(messages.join("\n")).trim();

const error = z.object({ message: z.string().optional() });
const suite = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      ok: z.boolean(),
      file: z.string(),
      tests: z.array(z.object({ results: z.array(z.object({ errors: z.array(error).default([]) })) })),
    }),
  ),
  get suites() {
    return z.array(suite).optional();
  },
});
type Suite = z.infer<typeof suite>;

function failedIn({ specs, suites = [] }: Suite, groups: readonly string[]): FailedTest[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap((one) => one.results.flatMap((result) => result.errors));
      return {
        file,
        title: joined([...groups, title]),
        message: plain(errors.map((one) => one.message ?? "")),
      };
    });
  return [...own, ...suites.flatMap((below) => failedIn(below, [...groups, below.title]))];
}

const playwrightReport = z
  .object({ suites: z.array(suite) })
  .transform(({ suites }) => suites.flatMap((file) => failedIn(file, [])));

const vitestReport = z
  .object({
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string(),
        assertionResults: z.array(
          z.object({
            ancestorTitles: z.array(z.string()),
            title: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    ),
  })
  .transform(({ testResults }) =>
    testResults.flatMap(({ name: file, status, message, assertionResults }) => {
      const failed = assertionResults
        .filter((one) => one.status === "failed")
        .map((one) => ({
          file,
          title: joined([...one.ancestorTitles, one.title]),
          message: plain(one.failureMessages ?? []),
        }));
      if (failed.length > 0 || status !== "failed") return failed;
      return [{ file, title: "the file as a whole", message: plain([message]) }];
    }),
  );

/** The failed tests of a JSON report of Vitest or Playwright; none when it was never written. */
export function failedTests(report: string): FailedTest[] {
  if (!existsSync(report)) return [];
  return z.union([vitestReport, playwrightReport]).parse(JSON.parse(readFileSync(report, "utf8")));
}

const LINES = 12;

/** For the summary: the name, and the first lines of the message below it. */
export function describeFailure({ file, title, message }: FailedTest): string {
  const lines = message
    .split("\n")
    .filter((line) => !line.includes("/node_modules/"))
    .slice(0, LINES);
  return [`${basename(file)} › ${title}`, ...lines.map((line) => `    ${line}`)].join("\n");
}
