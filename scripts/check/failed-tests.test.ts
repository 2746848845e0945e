import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { describeFailure, failedTests } from "./failed-tests";

const folder = mkdtempSync(join(tmpdir(), "platewire-failed-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(report: object): string {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test("failed tests of Playwright are named with their file, their group and what they say", () => {
  const spec = (title: string, ok: boolean, ...errors: object[]) => ({
    title,
    ok,
    file: "a.spec.ts",
    tests: [{ results: [{ errors }] }],
  });
  const group = {
    title: "in a group",
    specs: [spec("fails too", false, { message: "\u001b[31mtoo late\u001b[39m" })],
  };
  const suite = { title: "a.spec.ts", specs: [spec("passes", true), spec("fails", false)], suites: [group] };
  expect(failedTests(written({ suites: [suite], stats: {} }))).toEqual([
    { file: "a.spec.ts", title: "fails", message: "" },
    { file: "a.spec.ts", title: "in a group › fails too", message: "too late" },
  ]);
});

test("failed tests of Vitest, and files that could not be read, are named", () => {
  const one = (title: string, status: string, ...failureMessages: string[]) => ({
    ancestorTitles: ["a group"],
    title,
    status,
    failureMessages,
  });
  const report = {
    testResults: [
      {
        name: "/x/a.test.ts",
        status: "failed",
        message: "",
        assertionResults: [one("passes", "passed"), one("fails", "failed", "expected 1")],
      },
      { name: "/x/b.test.ts", status: "failed", message: "cannot be read", assertionResults: [] },
      { name: "/x/c.test.ts", status: "passed", message: "", assertionResults: [one("passes", "passed")] },
    ],
  };
  expect(failedTests(written(report))).toEqual([
    { file: "/x/a.test.ts", title: "a group › fails", message: "expected 1" },
    { file: "/x/b.test.ts", title: "the file as a whole", message: "cannot be read" },
  ]);
});

test("the summary shows the first lines of what a test says", () => {
  const message = Array.from({ length: 50 }, (_, line) => `line ${line}`).join("\n");
  const shown = describeFailure({ file: "/x/a.test.ts", title: "fails", message }).split("\n");
  expect(shown.slice(0, 2)).toEqual(["a.test.ts › fails", "    line 0"]);
  expect(shown.length).toBeLessThan(20);
});

test("a report that was never written names none", () => {
  expect(failedTests(join(folder, "none.json"))).toEqual([]);
});
