import { inspect } from "node:util";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { type Queryable, queryable } from "@/lib/db/client";
import { isTaken } from "@/lib/db/is-taken";
import { users } from "@/lib/db/schema/people";
import { transaction } from "@/lib/db/transaction";
import { loggable } from "@/lib/server/loggable";
import { withDatabase } from "@/test/support/database";

withDatabase();

const SECRET = "lena-of-harbour-7";
const id = "019a0000-0000-7000-8000-000000000001";
const withNul = `${SECRET}\0`;

const failing: Record<string, (db: Queryable) => Promise<unknown>> = {
  "a query builder": (db) => db.select().from(users).where(eq(users.email, withNul)),
  "an insert that takes a unique key": async (db) => {
    await db.insert(users).values({ id, email: SECRET }).onConflictDoNothing();
    return db.insert(users).values({ id: crypto.randomUUID(), email: SECRET });
  },
  "an insert into a column of another type": (db) =>
    db.execute(sql`insert into orders (id) values (${SECRET})`),
  "a statement of its own": (db) => db.execute(sql`select ${SECRET}::uuid`),
  "JSON with a NUL": (db) => db.execute(sql`select ${JSON.stringify({ name: withNul })}::jsonb`),
  "a statement that PostgreSQL cannot read": (db) => db.execute(sql`select from where ${SECRET}`),
};

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => "no error",
    (error: unknown) => error,
  );
}

test.each(Object.entries(failing))(
  "the error of %s shows none of the values, wherever it is printed",
  async (_, run) => {
    const db = await queryable();
    const thrown = [await errorOf(() => run(db)), await errorOf(() => transaction((tx) => run(tx)))];
    for (const error of thrown) {
      expect(error).toBeInstanceOf(Error);
      const printed = [
        inspect(error, { depth: 10, showHidden: true }),
        String(error),
        error instanceof Error ? error.stack : "",
        JSON.stringify(error),
        JSON.stringify(loggable({ error })),
      ].join("\n");
      expect(printed).not.toContain(SECRET);
      // Next prints the whole error.
      expect(inspect(error, { depth: 10 }).length).toBeLessThan(6_000);
    }
  },
);

test("an error still says what failed: code, constraint and statement", async () => {
  const db = await queryable();
  const error = await errorOf(async () => failing["an insert that takes a unique key"]?.(db));
  expect(isTaken(error)).toBe(true);
  expect(loggable({ error })).toMatchObject({
    error: {
      class: "StatementError",
      statement: expect.stringMatching(/^(platewire_\d+|insert into "users")/),
      cause: { class: "DatabaseFault", code: "23505", constraint: "users_email_unique" },
    },
  });
});
