import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase, provideDatabase, queryable } from "@/lib/db/client";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { readEvents } from "@/lib/realtime/log/log";
import { startChild } from "@/test/support/child";
import { createRecord, echoOf, offsetsOf, readRecord } from "@/test/support/recording-reaction";
import { createServerDatabase, type ServerDatabase } from "@/test/support/server-database";

/** Kills reactions in their own processes, on a server if there is one, else on the embedded database. */

let server: ServerDatabase | undefined;
let folder: string;

beforeEach(async () => {
  server = await createServerDatabase();
  folder = mkdtempSync(join(tmpdir(), "platewire-reactions-"));
  await withOpened(async () => createRecord(await queryable()));
});
afterEach(async () => {
  await server?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function withOpened<T>(work: () => Promise<T>): Promise<T> {
  const database = await openDatabase(server === undefined ? { folder } : { url: server.url });
  provideDatabase(database);
  try {
    await database.migrate();
    return await work();
  } finally {
    provideDatabase(undefined);
    await database.close();
  }
}

function startReacting(...options: string[]) {
  const where = server === undefined ? ["--folder", folder] : ["--url", server.url];
  return startChild(
    process.execPath,
    ["--import", "tsx", "test/support/reaction-process.ts", ...where, ...options],
    { env: { ...process.env, TSX_TSCONFIG_PATH: "bench/tsconfig.json", LOG_LEVEL: "silent" } },
  );
}

async function signalOf(...options: string[]) {
  const child = startReacting(...options);
  await child.exited;
  return child.process.signalCode;
}

const someChannels = (count: number) =>
  Array.from({ length: count }, () => tenantOrdersChannel.name(crypto.randomUUID()));

async function echoesOf(channel: string) {
  const { events } = await readEvents(await queryable(), echoOf(channel), 0, 1_000);
  return events.map(({ data }) => JSON.parse(data).n);
}

describe("a reaction whose process is killed", () => {
  test("in a handler, before the commit or after it applies each event once and in order", async () => {
    const channels = someChannels(4);
    const options = ["--channels", channels.join(","), "--appends", "4"];
    // The first run dies before it handles an event, so the next runs find its events.
    expect(await signalOf(...options, "--die-in", "handler", "--die-at", "1")).toBe("SIGKILL");
    expect(await signalOf(...options, "--die-in", "commit", "--die-at", "7")).toBe("SIGKILL");
    expect(await signalOf(...options, "--die-in", "after", "--die-at", "6")).toBe("SIGKILL");
    expect(await signalOf(...options)).toBeNull();
    await withOpened(async () => {
      const record = await readRecord("record");
      for (const channel of channels) {
        const { events } = await readEvents(await queryable(), channel, 0, 1_000);
        const owed = events.filter(({ type }) => type === "counted");
        expect(owed.length).toBeGreaterThan(4);
        expect(record.get(channel)).toEqual(owed.map(({ offset }) => offset));
        expect(await echoesOf(channel)).toEqual(owed.map(({ data }) => JSON.parse(data).n));
      }
    });
  });

  test.skipIf(!process.env.TEST_DATABASE_URL)(
    "while two others run applies each event once and in order",
    async () => {
      const channels = someChannels(6);
      const options = ["--channels", channels.join(","), "--appends", "15"];
      const runners = [
        startReacting(...options),
        startReacting(...options),
        startReacting(...options, "--die-in", "handler", "--die-at", "10"),
      ];
      await Promise.all(runners.map(({ exited }) => exited));
      expect(await signalOf("--appends", "0")).toBeNull();
      await withOpened(async () => {
        const record = await readRecord("record");
        for (const channel of channels) {
          const { head } = await readEvents(await queryable(), channel, 0, 1);
          expect(record.get(channel)).toEqual(offsetsOf(head / 2));
          expect(await echoesOf(channel)).toHaveLength(head / 2);
        }
      });
    },
    240_000,
  );
});
