import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/**
 * A test in which something complains fails: React's warnings are bugs not yet noticed.
 * One that expects a complaint takes it over: `vi.spyOn(console, "error").mockImplementation(…)`.
 */
let complaints: string[] = [];

console.error = (...parts: unknown[]) => {
  complaints.push(format(...parts));
};

beforeEach(() => {
  complaints = [];
});

afterEach(() => {
  if (complaints.length > 0) throw new Error(`console.error was called:\n${complaints.join("\n")}`);
});
