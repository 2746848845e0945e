import { expect, test } from "vitest";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { decodeCursor, encodeCursor } from "./cursor";
import { CHANNELS_PER_REQUEST, CHANNELS_PER_STREAM, CURSOR_LENGTH } from "./limits";

const names = Array.from({ length: CHANNELS_PER_STREAM }, () =>
  tenantOrdersChannel.name(crypto.randomUUID()),
);
const FURTHEST = { epoch: "ffffffff", offset: Number.MAX_SAFE_INTEGER };
const longest = encodeCursor(names.map((name) => [name, FURTHEST]));

test("a cursor with the maximum number of channels is accepted, however large their offsets are", () => {
  expect(longest.length).toBeLessThanOrEqual(CURSOR_LENGTH);
  expect(decodeCursor(longest)?.size).toBe(CHANNELS_PER_STREAM);
});

test("a request with the longest cursor and the maximum of names leaves a quarter of Node's 16 KB to its headers", () => {
  const channels = names.slice(0, CHANNELS_PER_REQUEST).join(",");
  const query = new URLSearchParams({ client: "platewire", cursor: longest, channels });
  expect(`GET /api/events/stream?${query} HTTP/1.1`.length).toBeLessThan(12 * 1024);
});
