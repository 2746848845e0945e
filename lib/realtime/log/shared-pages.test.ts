import { expect, test } from "vitest";
import type { LogPage, PageRequest } from "./log";
import { SharedPages } from "./shared-pages";

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp(head = 1_000) {
  const state = { epoch: "life", reads: 0, statements: 0, isAway: false };
  const pageOf = (after: number, most: number): LogPage => ({
    ...{ epoch: state.epoch, head, tail: 0 },
    events: Array.from({ length: Math.max(0, Math.min(most, head - after)) }, (_, n) => ({
      offset: after + 1 + n,
      type: "said",
      data: "{}",
    })),
  });
  const pages = new SharedPages({
    readEvents: async (_, after) => {
      state.reads++;
      await turn();
      if (state.isAway) throw new Error("The database is away");
      return pageOf(after, 300);
    },
    readPages: async (wanted: readonly PageRequest[]) => {
      state.statements++;
      await turn();
      return wanted.map(({ after }) => pageOf(after ?? head, 30));
    },
  });
  return { state, pages };
}

async function catchUp(pages: SharedPages, from: number): Promise<number[]> {
  const offsets: number[] = [];
  for (let at = from; at < 1_000; at = offsets.at(-1) ?? 1_000) {
    const read = async () => (await pages.read("broadcast", at)).events;
    const events = await (pages.shared("broadcast", "life", at) ?? read());
    offsets.push(...events.map(({ offset }) => offset));
  }
  return offsets;
}

test("a hundred readers of the same thousand events cost four reads", async () => {
  const { state, pages } = setUp();
  const all = await Promise.all(Array.from({ length: 100 }, () => catchUp(pages, 0)));
  for (const offsets of all) expect(offsets).toEqual(Array.from({ length: 1_000 }, (_, n) => n + 1));
  expect(state.reads).toBe(4);
  expect(await catchUp(pages, 0)).toHaveLength(1_000);
  expect(state.reads).toBe(4);
});

test("a page of another epoch is not shared", async () => {
  const { pages } = setUp();
  await pages.read("broadcast", 0);
  expect(await pages.shared("broadcast", "another", 0)).toEqual([]);
  expect(await pages.shared("broadcast", "life", 0)).toHaveLength(300);
});

test("the results of a failed and of an empty read are not shared", async () => {
  const { state, pages } = setUp();
  state.isAway = true;
  const failing = pages.read("broadcast", 0);
  const shared = pages.shared("broadcast", "life", 0);
  await expect(failing).rejects.toThrow("away");
  expect(await shared).toEqual([]);
  state.isAway = false;
  expect(await pages.read("broadcast", 1_000)).toMatchObject({ events: [] });
  expect(pages.shared("broadcast", "life", 1_000)).toBeUndefined();
  expect((await pages.read("broadcast", 0)).events).toHaveLength(300);
});

test("readers that join together share statements, and get only the head when they missed nothing", async () => {
  const { state, pages } = setUp();
  const first = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) => pages.readFirst(`user:${n}`, n % 2 === 0 ? 990 : null)),
  );
  expect(first.map(({ events }) => events.length)).toEqual(first.map((_, n) => (n % 2 === 0 ? 10 : 0)));
  expect(new Set(first.map(({ head }) => head))).toEqual(new Set([1_000]));
  expect(state.statements).toBeLessThanOrEqual(8);
});
