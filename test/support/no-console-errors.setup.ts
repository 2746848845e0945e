import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/**
 * Fails tests that write to console.error, as React's warnings do. A test that expects an error replaces it:
 * `vi.spyOn(console, "error").mockImplementation(…)`.
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
