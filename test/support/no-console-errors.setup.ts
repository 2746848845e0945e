import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/**
 * Fails a test that writes to console.error: React's warnings are bugs.
 * A test that expects an error replaces it: `vi.spyOn(console, "error").mockImplementation(…)`.
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
