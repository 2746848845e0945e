import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { failedTests } from "./failed-tests";

const folder = mkdtempSync(join(tmpdir(), "platewire-failed-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("failed tests are named with their file and their group", () => {
  const file = join(folder, "report.json");
  const report = {
    suites: [
      {
        title: "a.spec.ts",
        specs: [
          { title: "passes", ok: true },
          { title: "fails", ok: false },
        ],
        suites: [{ title: "in a group", specs: [{ title: "fails too", ok: false }] }],
      },
    ],
    stats: {},
  };
  writeFileSync(file, JSON.stringify(report));
  expect(failedTests(file)).toEqual(["a.spec.ts › fails", "a.spec.ts › in a group › fails too"]);
});

test("a report that was never written names none", () => {
  expect(failedTests(join(folder, "none.json"))).toEqual([]);
});
