import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { publish } from "@/lib/realtime/publish/publish";
import { defineCatalogue, defineEvent, type EventOf } from "./define-event";

const opened = defineEvent({
  name: "opened",
  durability: "durable",
  priority: "high",
  schema: z.object({ at: z.number(), kind: z.enum(["a", "b"]).default("a") }),
});
const typing = defineEvent({
  name: "typing",
  durability: "ephemeral",
  priority: "low",
  schema: z.object({ who: z.string() }),
});
const catalogue = defineCatalogue([opened, typing]);

describe("the catalogue", () => {
  test("types an event by its name", () => {
    expectTypeOf<EventOf<typeof catalogue>>().toEqualTypeOf<
      { type: "opened"; data: { at: number; kind: "a" | "b" } } | { type: "typing"; data: { who: string } }
    >();
    expect(catalogue.decode("typing", { who: "Lena", channel: "order:1" })).toEqual({
      type: "typing",
      data: { who: "Lena" },
    });
  });

  test("returns null for an unknown name and for data that does not match", () => {
    expect(catalogue.decode("closed", {})).toBeNull();
    expect(catalogue.decode("opened", { at: "noon" })).toBeNull();
  });

  test("refuses two events of one name, reserved names and reserved fields", () => {
    expect(() => defineCatalogue([typing, typing])).toThrow("typing");
    const declare = (name: string, schema: z.ZodObject) =>
      defineEvent({ name, schema, durability: "durable", priority: "low" });
    expect(() => declare("reset", z.object({}))).toThrow("reset");
    expect(() => declare("two\nlines", z.object({}))).toThrow();
    expect(() => declare("said", z.object({ offset: z.number() }))).toThrow("offset");
  });
});

describe("a declaration", () => {
  const schema = z.object({ rider: z.string(), n: z.number() });

  test("of an ephemeral event may define a key and a throttle", () => {
    const place = defineEvent({
      name: "rider_place",
      durability: "ephemeral",
      priority: "normal",
      schema,
      key: ({ rider }) => rider,
      throttle: true,
    });
    expect(place.key?.({ rider: "ana", n: 1 })).toBe("ana");
    expectTypeOf(place.key).parameter(0).toEqualTypeOf<{ rider: string; n: number }>();
  });

  test("of a durable event may not, because no offset is ever skipped", () => {
    const durable = { name: "placed", durability: "durable", priority: "low", schema } as const;
    const refused = () => [
      // @ts-expect-error a durable event cannot be throttled
      defineEvent({ ...durable, throttle: true }),
      // @ts-expect-error nor merged with newer ones
      defineEvent({ ...durable, key: () => "one" }),
    ];
    expect(refused).toBeTypeOf("function");
    expectTypeOf(defineEvent(durable)).not.toHaveProperty("throttle");
  });
});

describe("publishing", () => {
  test("accepts only data of the event's type", () => {
    const accepted = (tx: Transaction) => [
      publish(tx, [{ channel: "order:1", event: opened, data: { at: 1, kind: "b" } }]),
      // @ts-expect-error a field of another type
      publish(tx, [{ channel: "order:1", event: opened, data: { at: "1" } }]),
      // @ts-expect-error an ephemeral event has no place in the log
      publish(tx, [{ channel: "order:1", event: typing, data: { who: "Lena" } }]),
    ];
    expect(accepted).toBeTypeOf("function");
  });
});
