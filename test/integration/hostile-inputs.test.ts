import { beforeAll, describe, expect, test, vi } from "vitest";
import type * as z from "zod";
import { POST as postCommand } from "@/app/api/commands/[name]/route";
import { GET as openStream } from "@/app/api/events/stream/route";
import { GET as listNotifications } from "@/app/api/notifications/route";
import { GET as listOrders } from "@/app/api/orders/route";
import { POST as postQuote } from "@/app/api/quotes/route";
import { GET as getOsmAnd, POST as postOsmAnd } from "@/app/api/riders/track/osmand/route";
import { POST as postOwnTracks } from "@/app/api/riders/track/owntracks/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import { type CommandName, commands, isCommandName } from "@/lib/commands";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { isSchema } from "@/test/support/is-schema";
import { makePerson } from "@/test/support/world";

// Each command is called for what it says about the input, not for how often it is called.
vi.hoisted(() => {
  Object.assign(process.env, { LIMIT_TOKEN: "0", LIMIT_NOTIFY: "0", LIMIT_CHAT: "0", LIMIT_WRITE: "0" });
});

withDatabase();

type Person = Awaited<ReturnType<typeof makePerson>>;
let lena: Person;
let token: string;
beforeAll(async () => {
  lena = await makePerson("Lena");
  ({ token } = await createToken(lena.userId, { name: "test", scopes: [...SCOPES] }));
});

const NAMES: CommandName[] = Object.keys(commands).filter(isCommandName);
/** A refusal is short, whatever was sent. */
const ANSWER_LENGTH = 15_000;
const LONG = "x".repeat(100_000);
const unknownKeys = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`key${n}`, n]));

/** Fills every list with as many elements as one megabyte holds, every object with unknown keys. */
function hostile(schema: z.core.$ZodType, of: (schema: z.core.$ZodType) => unknown = hostile): unknown {
  const { def } = schema._zod;
  if ("element" in def) return Array.from({ length: 600_000 }, () => 1);
  if ("shape" in def && typeof def.shape === "object" && def.shape !== null)
    return {
      ...unknownKeys,
      ...Object.fromEntries(Object.entries(def.shape).map(([key, inner]) => [key, of(inner)])),
    };
  if ("innerType" in def) return of(inner(def.innerType));
  if ("options" in def && Array.isArray(def.options)) return of(def.options[0]);
  return LONG;
}

function inner(value: unknown): z.core.$ZodType {
  if (!isSchema(value)) throw new Error("This is no schema");
  return value;
}

interface Answer {
  ok: boolean;
  fieldErrors?: Record<string, string>;
}

/** Time of the processor, in µs, which does not depend on what else runs. */
async function costOf<Outcome>(work: () => Outcome): Promise<{ cost: number; outcome: Awaited<Outcome> }> {
  const before = process.cpuUsage();
  const outcome = await work();
  const { user, system } = process.cpuUsage(before);
  return { cost: user + system, outcome };
}

describe("an input with endless lists, texts and unknown fields", () => {
  test.each(NAMES)(
    "is refused by %s at once, in a short answer that names at most 20 faults",
    async (name) => {
      const command = commands[name];
      const input = hostile(command.input);
      const copied = await costOf(() => structuredClone(input));
      const refused = await costOf<Promise<Answer>>(() => command.carryOut(lena, input, "a-key-of-eight"));
      const answer = refused.outcome;
      expect(answer).toMatchObject({ ok: false, code: "invalid" });
      expect(JSON.stringify(answer).length).toBeLessThan(ANSWER_LENGTH);
      expect(Object.keys(answer.ok ? unknownKeys : (answer.fieldErrors ?? {})).length).toBeLessThanOrEqual(
        20,
      );
      expect(refused.cost).toBeLessThan(5 * copied.cost);
    },
  );

  test("is refused by the quote, which needs no sign-in", async () => {
    const body = JSON.stringify({
      tenant_id: LONG.slice(0, 10_000),
      items: Array.from({ length: 20_000 }, () => 1),
    });
    const headers = { "Content-Type": "application/json" };
    const response = await postQuote(
      new Request("http://localhost:3000/api/quotes", { method: "POST", headers, body }),
    );
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(ANSWER_LENGTH);
  });
});

describe("an input whose lists are as long as allowed, with a fault in every element", () => {
  const line = { menu_item_id: 1, quantity: -1, option_ids: Array.from({ length: 30 }, () => 1), note: 7 };
  const inputs: Record<string, unknown> = {
    place_order: {
      tenant_id: 1,
      items: Array.from({ length: 50 }, () => line),
      address: {},
      payment_method: 1,
    },
    acknowledge_orders: { order_ids: Array.from({ length: 500 }, () => 1) },
    report_ringing: { tenant_id: 1, device_id: 1, order_ids: Array.from({ length: 100 }, () => 1) },
    create_token: { name: "x", scopes: Array.from({ length: 10 }, () => "no:scope") },
    mark_notifications_read: { ids: Array.from({ length: 100 }, () => 1), ...unknownKeys },
  };

  test.each(Object.entries(inputs))("is answered by %s with at most 20 faults", async (name, input) => {
    if (!isCommandName(name)) throw new Error(`There is no command ${name}`);
    const answer = await commands[name].carryOut(lena, input, "a-key-of-eight");
    expect(answer).toMatchObject({ ok: false, code: "invalid" });
    expect(Object.keys(answer.ok ? unknownKeys : (answer.fieldErrors ?? {})).length).toBeLessThanOrEqual(20);
    expect(JSON.stringify(answer).length).toBeLessThan(ANSWER_LENGTH);
  });
});

describe("a request of a tracking application", () => {
  const address = "http://localhost:3000/api/riders/track";
  const token = `pt_${"a".repeat(43)}`;
  const basic = { authorization: `Basic ${Buffer.from(`rita:${token}`).toString("base64")}` };
  const json = { "content-type": "application/json" };
  const endless = JSON.stringify({ _type: "location", tid: LONG });

  test.each([
    ["a long query", 401, () => getOsmAnd(new Request(`${address}/osmand?id=${LONG.slice(0, 8_000)}`))],
    [
      "a long form",
      413,
      () =>
        postOsmAnd(
          new Request(`${address}/osmand?id=${token}`, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: `lat=${LONG}`,
          }),
        ),
    ],
    [
      "a long report",
      413,
      () => postOsmAnd(new Request(`${address}/osmand`, { method: "POST", headers: json, body: endless })),
    ],
    [
      "a long location",
      413,
      () =>
        postOwnTracks(
          new Request(`${address}/owntracks`, {
            ...{ method: "POST", body: endless },
            headers: { ...basic, ...json },
          }),
        ),
    ],
    [
      "a password that is none",
      401,
      () =>
        postOwnTracks(
          new Request(`${address}/owntracks`, {
            ...{ method: "POST", body: endless },
            headers: { authorization: `Basic ${"=".repeat(8_000)}`, ...json },
          }),
        ),
    ],
  ])("with %s is refused shortly", async (_, status, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect((await response.text()).length).toBeLessThan(ANSWER_LENGTH);
  });
});

describe("a request over HTTP", () => {
  test.each(NAMES)(
    "with a body of more than a megabyte is refused by %s before it is parsed",
    async (name) => {
      const cookie = await sessionCookie(lena.userId, lena.credential.id);
      const request = new Request(`http://localhost:3000/api/commands/${name}`, {
        method: "POST",
        headers: { cookie, "content-type": "application/json", "idempotency-key": "a-key-of-eight" },
        body: JSON.stringify({ ids: Array.from({ length: 600_000 }, () => 1) }),
      });
      const response = await postCommand(request, { params: Promise.resolve({ name }) });
      expect(response.status).toBe(413);
    },
  );

  test.each([
    ["orders", listOrders, `limit=${LONG.slice(0, 8_000)}&cursor=${LONG.slice(0, 8_000)}`],
    ["notifications", listNotifications, `limit=${LONG.slice(0, 8_000)}&cursor=${LONG.slice(0, 8_000)}`],
    [
      "events/stream",
      openStream,
      `channels=${Array.from({ length: 64 }, (_, n) => `${n}${LONG.slice(0, 200)}`)}`,
    ],
  ])("GET /api/%s answers endless parameters shortly", async (path, handler, query) => {
    const response = await handler(
      new Request(`http://localhost:3000/api/${path}?${query}`, {
        headers: { Authorization: `Bearer ${token}` },
      }),
    );
    expect(response.status).toBe(400);
    expect((await response.text()).length).toBeLessThan(ANSWER_LENGTH);
  });
});
