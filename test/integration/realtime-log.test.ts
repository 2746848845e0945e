import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type Database, openDatabase, provideDatabase, queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { decodeCursor } from "@/lib/realtime/cursor";
import { defineEvent } from "@/lib/realtime/define-events";
import { readEvents, readHeads, readPosition } from "@/lib/realtime/log";
import { append } from "@/lib/realtime/publish";

const counted = defineEvent({
  name: "counted",
  durability: "durable",
  priority: "normal",
  schema: z.object({ n: z.number(), kind: z.enum(["a", "b"]).default("a") }),
});

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ folder: undefined });
  await database.migrate();
  provideDatabase(database);
});
afterAll(async () => {
  provideDatabase(undefined);
  await database.close();
});

describe("the log", () => {
  test("gives offsets in the order of the drafts, channel by channel", async () => {
    await transaction((tx) =>
      append(tx, [
        { channel: "order:b", event: counted, data: { n: 1 } },
        { channel: "order:a", event: counted, data: { n: 2, kind: "b" } },
        { channel: "order:b", event: counted, data: { n: 3 } },
      ]),
    );
    const db = await queryable();
    const page = await readEvents(db, "order:b", 0);
    expect(page.events.map(({ offset, data }) => [offset, JSON.parse(data).n])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(page).toMatchObject({ head: 2, tail: 0 });
    expect(await readHeads(db, ["order:a", "order:z"])).toMatchObject(
      new Map([
        ["order:a", expect.objectContaining({ head: 1 })],
        ["order:z", { epoch: "", head: 0, tail: 0 }],
      ]),
    );
    expect(decodeCursor(await readPosition(["order:b", "order:z"]))?.get("order:z")).toEqual({
      epoch: "",
      offset: 0,
    });
  });
});
