import { expect, test } from "vitest";
import { slowestFiles, timeFiles } from "./slowest";

test("a Vitest report has the time of each file", () => {
  const report = {
    testResults: [{ name: "/x/a.test.ts", startTime: 1_000, endTime: 3_500, status: "passed" }],
  };
  expect(timeFiles(JSON.stringify(report))).toEqual([{ file: "/x/a.test.ts", seconds: 2.5 }]);
});

test("the tests of a browser file are added up, those of inner suites and retries too", () => {
  const spec = (...durations: number[]) => ({
    tests: [{ results: durations.map((duration) => ({ duration })) }],
  });
  const report = {
    suites: [{ file: "a.spec.ts", specs: [spec(1_000)], suites: [{ specs: [spec(500, 250)] }] }],
  };
  expect(timeFiles(JSON.stringify(report))).toEqual([{ file: "a.spec.ts", seconds: 1.75 }]);
});

test("other JSON is not treated as a report", () => {
  expect(() => timeFiles("{}")).toThrow();
});

test("a report that was never written names no file", () => {
  expect(slowestFiles("no/such/report.json", 10)).toEqual([]);
});
