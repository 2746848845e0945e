import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/events/stream/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import { userChannel } from "@/lib/auth/model/channels";
import { memberships } from "@/lib/db/schema/stores";
import { transaction } from "@/lib/db/transaction";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { dropUser } from "@/lib/realtime/hub/control";
import { hub } from "@/lib/realtime/hub/process-hub";
import { withDatabase } from "@/test/support/database";
import { collectFrames } from "@/test/support/sse-parser";
import { makePerson, makeRestaurant } from "@/test/support/world";

withDatabase();

const leaving = new AbortController();
afterAll(async () => {
  leaving.abort();
  await hub().owners.presence.end();
});

let token: string;
let userId: string;
let kitchen: Awaited<ReturnType<typeof makeRestaurant>>;
beforeAll(async () => {
  kitchen = await makeRestaurant();
  ({ userId } = await makePerson("Ana", { staffOf: [kitchen.id] }));
  ({ token } = await createToken(userId, { name: "test", scopes: ["events:read"] }));
});

async function open(query = "") {
  const response = await GET(
    new Request(`http://localhost:3000/api/events/stream${query}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: leaving.signal,
    }),
  );
  if (response.body === null || !response.ok)
    return { status: response.status, frames: [], ended: Promise.resolve() };
  return { status: response.status, ...collectFrames(response.body) };
}
const channels = (frames: { data: string }[]) => JSON.parse(frames[0]?.data ?? "{}").channels;

test("a person removed from a restaurant's staff gets no more of its events, on the open stream or a new one", async () => {
  const board = tenantOrdersChannel.name(kitchen.id);
  const before = await open();
  await expect.poll(() => channels(before.frames)).toContain(board);
  await transaction(async (tx) => {
    await tx
      .delete(memberships)
      .where(and(eq(memberships.user_id, userId), eq(memberships.tenant_id, kitchen.id)));
    dropUser(tx, userId);
  });
  await before.ended;
  expect(before.frames.at(-1)).toMatchObject({ event: "bye", data: expect.stringContaining('"dropped"') });
  const after = await open();
  await expect.poll(() => channels(after.frames)).toEqual([userChannel.name(userId), "broadcast"]);
  expect((await open(`?channels=${board}`)).status).toBe(403);
});
