import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { isTaken } from "./is-taken";

const reported = (code: string) => Object.assign(new Error("reported"), { code });

/** As another bundle's copy of Drizzle throws it. */
class OtherQueryError extends Error {
  constructor(
    readonly query: string,
    override readonly cause: Error,
  ) {
    super(`Failed query: ${query}`);
  }
}

test("a unique key that is taken is recognised, whichever copy of Drizzle reports it", () => {
  expect(isTaken(new DrizzleQueryError("insert", [], reported("23505")))).toBe(true);
  expect(isTaken(new OtherQueryError("insert", reported("23505")))).toBe(true);
});

test("nothing else is taken for it", () => {
  expect(isTaken(new DrizzleQueryError("insert", [], reported("23503")))).toBe(false);
  expect(isTaken(new Error("23505", { cause: reported("23505") }))).toBe(false);
  expect(isTaken(undefined)).toBe(false);
});
