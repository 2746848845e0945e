import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { loggable } from "./loggable";

const SECRET = "lena@example.test";
/** Bytes of one line at most. */
const LINE = 8_000;

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const databaseError = Object.assign(new Error(`duplicate key (${SECRET})`), {
  name: "error",
  code: "23505",
  severity: "ERROR",
  constraint: "users_email_unique",
  detail: `Key (email)=(${SECRET}) already exists.`,
  where: `JSON data, line 1: ${SECRET}`,
  params: [SECRET],
  query: `select '${SECRET}'`,
});

const errors: Record<string, unknown> = {
  "an error of the database": databaseError,
  "an error with a cause": new Error(SECRET, { cause: new Error(SECRET, { cause: databaseError }) }),
  "several errors in one": new AggregateError([databaseError, new Error(SECRET)], SECRET),
  "an error of a schema": thrown(() => z.strictObject({}).parse({ [SECRET]: 1 })),
  "unreadable JSON": thrown(() => JSON.parse(SECRET)),
  "an unreadable URL": thrown(() => new URL(SECRET)),
  "a message that looks like a stack": new Error(`x\n    at ${SECRET} (file.ts:1:1)\n    at y (file.ts:1:1)`),
  "a name and a code from outside": Object.assign(new Error(""), {
    name: `x ${SECRET}`,
    code: SECRET,
    statement: SECRET,
  }),
  "a thrown text": SECRET,
  "a thrown object": { message: SECRET },
};

describe("a line of the log about", () => {
  test.each(Object.entries(errors))("%s holds none of its values", (_, error) => {
    const line = JSON.stringify(loggable({ error, other: error instanceof Error ? error : null }));
    expect(line).not.toContain(SECRET);
    expect(line.length).toBeLessThan(LINE);
  });

  test("an error names its class, code, constraint, statement and place", () => {
    const error = Object.assign(new Error(SECRET, { cause: databaseError }), { statement: "platewire_7" });
    expect(loggable({ error, order_id: "7" })).toEqual({
      order_id: "7",
      error: {
        class: "Error",
        statement: "platewire_7",
        at: expect.arrayContaining([expect.stringContaining("loggable.test.ts")]),
        cause: expect.objectContaining({ class: "error", code: "23505", constraint: "users_email_unique" }),
      },
    });
  });
});

test("no context makes a long line", () => {
  const texts = fc.string({ minLength: 0, maxLength: 5_000, size: "max" });
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ maxLength: 10 }), fc.oneof(texts, fc.array(texts, { maxLength: 5 }))),
      (context) => {
        const line = JSON.stringify(loggable(context));
        // A character can take six bytes in JSON.
        expect(line.length).toBeLessThan(20 * 6 * (210 + 5 * 210));
      },
    ),
    { numRuns: 30 },
  );
  const endless = {
    path: `/${"x".repeat(100_000)}`,
    list: Array.from({ length: 10_000 }, () => "y".repeat(1_000)),
  };
  expect(JSON.stringify(loggable(endless)).length).toBeLessThan(LINE);
});
