import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ConnectionCounts } from "./connection-counts";
import { type PresenceStore, PresenceWriter } from "./presence-writer";

class ModelStore implements PresenceStore {
  readonly instances = new Map<string, { connections: number; users: Map<string, number> }>();
  statements = 0;
  others = 0;
  isAway = false;

  async write(instanceId: string, connections: number, users: ReadonlyMap<string, number>) {
    this.#ask();
    const before = this.instances.get(instanceId);
    const kept = new Map([...(before?.users ?? []), ...users].filter(([, count]) => count > 0));
    for (const [user, count] of users) if (count === 0) kept.delete(user);
    this.instances.set(instanceId, { connections, users: kept });
    return { wasKnown: before !== undefined, others: this.others };
  }

  async remove(instanceId: string) {
    this.#ask();
    this.instances.delete(instanceId);
  }

  async countElsewhere(_: string, userIds: readonly string[]) {
    this.#ask();
    return new Map(userIds.map((userId) => [userId, 7]));
  }

  #ask(): void {
    this.statements++;
    if (this.isAway) throw new Error("The database is away");
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const store = new ModelStore();
  const counts = new ConnectionCounts();
  const writer = new PresenceWriter(store, counts);
  const address = "10.0.0.1";
  const join = (userId: string) => {
    counts.join({ userId, address });
    writer.markChanged(userId);
  };
  const leave = (userId: string) => {
    counts.leave({ userId, address });
    writer.markChanged(userId);
  };
  const written = () => Object.fromEntries(store.instances.get(writer.instanceId)?.users ?? []);
  return { store, writer, join, leave, written };
}
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

test("writes all changes of a second in one statement", async () => {
  const { store, writer, join, leave, written } = setUp();
  for (let count = 0; count < 500; count++) join(`user ${count % 50}`);
  for (let count = 0; count < 20; count++) leave("user 7");
  join("user 8");
  await seconds(1);
  expect(store.statements).toBe(1);
  expect(written()).toMatchObject({ "user 6": 10, "user 8": 11 });
  expect(store.instances.get(writer.instanceId)?.connections).toBe(481);
});

test("writes every three seconds while nothing changes", async () => {
  const { store, join } = setUp();
  join("ana");
  await seconds(1);
  await seconds(60);
  expect(store.statements).toBe(1 + 20);
});

test("makes no query and has no timer without connections", async () => {
  const { store, join, leave } = setUp();
  expect(vi.getTimerCount()).toBe(0);
  join("ana");
  await seconds(1);
  leave("ana");
  await seconds(1);
  expect(store.instances.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  const { statements } = store;
  await seconds(3_600);
  expect(store.statements).toBe(statements);
});

test("writes nothing for a stream that closes in the same turn of the event loop", async () => {
  const { store, join, leave } = setUp();
  join("ana");
  leave("ana");
  await seconds(2);
  expect(store.statements).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test("repeats a failed write together with later changes", async () => {
  const { store, join, leave, written } = setUp();
  join("ana");
  join("ben");
  await seconds(1);
  store.isAway = true;
  leave("ana");
  await seconds(5);
  join("cem");
  expect(written()).toEqual({ ana: 1, ben: 1 });
  store.isAway = false;
  await seconds(1);
  expect(written()).toEqual({ ben: 1, cem: 1 });
});

test("removes the rows of a user who left while the database was away", async () => {
  const { store, join, leave, written } = setUp();
  join("ana");
  await seconds(1);
  store.isAway = true;
  leave("ana");
  await seconds(3);
  join("ben");
  store.isAway = false;
  await seconds(1);
  expect(written()).toEqual({ ben: 1 });
});

test("writes all users again after another instance removed its rows", async () => {
  const { store, join, written } = setUp();
  join("ana");
  join("ben");
  await seconds(1);
  store.instances.clear();
  join("cem");
  await seconds(1);
  expect(written()).toEqual({ cem: 1 });
  await seconds(1);
  expect(written()).toEqual({ ana: 1, ben: 1, cem: 1 });
});

test("writes the first connection at once", async () => {
  const { join, written } = setUp();
  join("ana");
  await vi.advanceTimersByTimeAsync(1);
  expect(written()).toEqual({ ana: 1 });
});

test("queries others' counts only while other instances may exist", async () => {
  const { store, writer, join } = setUp();
  const countElsewhere = async () => {
    const counted = writer.countElsewhere("ana");
    await vi.advanceTimersByTimeAsync(0);
    return counted;
  };
  expect(await countElsewhere()).toBe(7);
  join("ana");
  await seconds(1);
  const { statements } = store;
  expect(await countElsewhere()).toBe(0);
  expect(store.statements).toBe(statements);
  store.others = 1;
  await seconds(3);
  expect(await countElsewhere()).toBe(7);
});

test("removes its rows at the end, even during a write", async () => {
  const { store, writer, join, leave } = setUp();
  join("ana");
  const writing = writer.write();
  leave("ana");
  await writer.end();
  await writing;
  await seconds(1);
  expect(store.instances.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
