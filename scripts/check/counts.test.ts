import { expect, test } from "vitest";
import { countReport, countReports } from "./counts";

test("a Vitest report counts its tests", () => {
  const report = { numTotalTests: 5, numPassedTests: 3, numFailedTests: 2, success: false, testResults: [] };
  expect(countReport(JSON.stringify(report))).toEqual({ passed: 3, failed: 2 });
});

test("a flaky browser test counts as failed", () => {
  const report = { suites: [], stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 0, duration: 1 } };
  expect(countReport(JSON.stringify(report))).toEqual({ passed: 7, failed: 3 });
});

test("other JSON is not treated as a report", () => {
  expect(() => countReport("{}")).toThrow();
});

test("a report that was never written counts nothing", () => {
  expect(countReports(["no/such/report.json"])).toEqual({ passed: 0, failed: 0 });
});
