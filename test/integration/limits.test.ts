import { eq } from "drizzle-orm";
import { NextRequest } from "next/server";
import { afterEach, describe, expect, test, vi } from "vitest";
import { POST as askNextAuth } from "@/app/api/auth/[...nextauth]/route";
import { POST as placeOverRest } from "@/app/api/orders/route";
import { database, queryable } from "@/lib/db/client";
import { rateLimits } from "@/lib/db/schema/limits";
import { type LimitAnswer, makeLimiter } from "@/lib/limits/limiter";
import { countAgainst } from "@/lib/limits/limits";
import { removeOldCounts } from "@/lib/limits/remove-old-counts";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { makePerson, makeRestaurant, orderFor } from "@/test/support/world";

withDatabase();
const someone = () => crypto.randomUUID();
const instance = (points: number, name = "test") =>
  makeLimiter(name, { points, seconds: 60, store: "database" });
async function admitted(tries: readonly Promise<LimitAnswer>[]): Promise<number> {
  return (await Promise.all(tries)).filter(({ ok }) => ok).length;
}

afterEach(() => {
  globalThis.platewireLimiters = undefined;
});

describe("a limit", () => {
  test("applies to all instances together under concurrent requests", async () => {
    const person = someone();
    const instances = [instance(5), instance(5), instance(5)];
    const tries = Array.from({ length: 10 }, () => instances.map((limiter) => limiter.count(person))).flat();
    expect(await admitted(tries)).toBe(5);
    expect(await admitted([instance(5).count(someone())])).toBe(1);
  });

  test("returns the seconds to wait", async () => {
    const person = someone();
    const limiter = instance(1);
    await limiter.count(person);
    expect(await instance(1).count(person)).toEqual({
      ok: false,
      retryAfterSeconds: expect.closeTo(60, -1),
    });
  });

  test("counts requests that arrive together in one statement", async () => {
    const asked = vi.spyOn((await database()).db, "insert");
    const limiters = [instance(3, "one"), instance(3, "other")];
    const people = Array.from({ length: 20 }, someone);
    const tries = limiters.flatMap((limiter) =>
      people.flatMap((person) => Array.from({ length: 5 }, () => limiter.count(person))),
    );
    expect(await admitted(tries)).toBe(2 * 20 * 3);
    expect(asked).toHaveBeenCalledOnce();
  });

  test("needs no query for a person who has reached it", async () => {
    const person = someone();
    const limiter = instance(3);
    for (let n = 0; n < 3; n++) await limiter.count(person);
    const asked = vi.spyOn((await database()).db, "insert");
    expect(await admitted(Array.from({ length: 100 }, () => limiter.count(person)))).toBe(0);
    expect(asked).not.toHaveBeenCalled();
  });

  test("starts again when its window ends", async () => {
    const person = someone();
    const limiter = instance(1);
    await limiter.count(person);
    const db = await queryable();
    await db
      .update(rateLimits)
      .set({ expire: Date.now() - 1 })
      .where(eq(rateLimits.key, `test:${person}`));
    expect(await admitted([instance(1).count(person), instance(1).count(person)])).toBe(1);
  });

  test("applies to each process separately while the database is unavailable", async () => {
    const person = someone();
    const limiter = instance(5);
    vi.spyOn((await database()).db, "insert").mockImplementation(() => {
      throw new Error("connection refused");
    });
    expect(await admitted(Array.from({ length: 20 }, () => limiter.count(person)))).toBe(5);
  });

  test("is kept in memory on the embedded database, and is disabled by 0", async () => {
    const person = someone();
    const asked = vi.spyOn((await database()).db, "insert");
    const answers = [];
    for (let n = 0; n < 7; n++) answers.push(await countAgainst("notify", person));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false, false]);
    expect(answers[5]).toEqual({ ok: false, retryAfterSeconds: expect.closeTo(60, -1) });
    expect(await countAgainst("notify", someone())).toEqual({ ok: true });
    expect(await countAgainst("chat", person)).toEqual({ ok: true });
    expect(asked).not.toHaveBeenCalled();
  });

  test("removes expired counts in batches", async () => {
    const db = await queryable();
    const over = Array.from({ length: 25 }, () => `test:${someone()}`);
    const lasting = `test:${someone()}`;
    await db.insert(rateLimits).values(over.map((key) => ({ key, points: 1, expire: Date.now() - 1_000 })));
    await db.insert(rateLimits).values({ key: lasting, points: 1, expire: Date.now() + 60_000 });
    const removed = [];
    do removed.push(await removeOldCounts(10));
    while (removed.at(-1) !== 0);
    expect(removed.slice(0, 2)).toEqual([10, 10]);
    const left = (await db.select({ key: rateLimits.key }).from(rateLimits)).map(({ key }) => key);
    expect(left).toContain(lasting);
    expect(left.filter((key) => over.includes(key))).toEqual([]);
  });
});

describe("placing orders over REST", () => {
  test("answers 429 with Retry-After after sixty in a minute, and writes nothing", async () => {
    const restaurant = await makeRestaurant();
    const person = await makePerson("Lena");
    const cookie = await sessionCookie(person.userId, person.credential.id);
    const place = (body: unknown) =>
      placeOverRest(
        new Request("http://localhost:3000/api/orders", {
          method: "POST",
          headers: { cookie, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      );
    const statuses = [];
    for (let n = 0; n < 60; n++)
      statuses.push((await place(orderFor(restaurant, { expected_total: 1 }))).status);
    expect(new Set(statuses)).toEqual(new Set([409]));
    const refused = await place(orderFor(restaurant));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toEqual({
      success: false,
      errors: [
        expect.stringMatching(
          /^Too many requests in a short time, so nothing was done\. Try again in \d+ seconds?\.$/,
        ),
      ],
    });
  });
});

describe("requesting sign-in links without the form", () => {
  test("is limited by address like the form", async () => {
    const address = "192.0.2.9";
    const ask = () =>
      askNextAuth(
        new NextRequest("http://localhost:3000/api/auth/signin/email", {
          method: "POST",
          headers: {
            "x-forwarded-for": address,
            "content-type": "application/x-www-form-urlencoded",
          },
          body: "email=somebody@example.test",
        }),
        { params: Promise.resolve({ nextauth: ["signin", "email"] }) },
      );
    for (let n = 0; n < 30; n++) await countAgainst("sign_in_link", address);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
