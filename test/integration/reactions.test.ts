import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { reactionPositions, reactions } from "@/lib/db/schema/reactions";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { advance } from "@/lib/reactions/advance";
import type { Reaction } from "@/lib/reactions/define-reaction";
import { drain, drainChannels, registerAll } from "@/lib/reactions/drain";
import { dueQuery } from "@/lib/reactions/find-due";
import { listReactionProblems } from "@/lib/reactions/problems";
import { replay } from "@/lib/reactions/replay";
import { ReactionRunner } from "@/lib/reactions/runner";
import { readEvents } from "@/lib/realtime/log/log";
import { onPublished } from "@/lib/realtime/publish/after-publish";
import { withDatabase } from "@/test/support/database";
import {
  appendTo,
  createRecord,
  echoOf,
  offsetsOf,
  readRecord,
  recordingReaction,
} from "@/test/support/recording-reaction";

withDatabase();

beforeAll(async () => createRecord(await queryable()));

const planRows = z.object({ rows: z.array(z.object({ "QUERY PLAN": z.string() })) });
const BUDGET_MS = 25_000;
let names = 0;
const someName = () => `reaction_${++names}`;
const someChannel = () => tenantOrdersChannel.name(crypto.randomUUID());
const someChannels = (count: number) => Array.from({ length: count }, someChannel);

async function append(channels: readonly string[], count: number) {
  for (let n = 0; n < count; n += 1) await appendTo(channels, n);
}

async function positionOf({ name }: Reaction, channel: string) {
  const db = await queryable();
  const rows = await db.select().from(reactionPositions).where(eq(reactionPositions.reaction, name));
  return rows.find((row) => row.channel === channel);
}

async function retryNow({ name }: Reaction) {
  const db = await queryable();
  await db
    .update(reactionPositions)
    .set({ retry_at: sql`now()` })
    .where(sql`reaction = ${name} and failures > 0`);
}

/** Moves the index search behind everything that was appended so far. */
async function forgetTraffic({ name }: Reaction) {
  const db = await queryable();
  await db
    .update(reactions)
    .set({ scanned_to: sql`now() + interval '1 hour'` })
    .where(eq(reactions.name, name));
}

async function trimTo(channel: string, tail: number) {
  const db = await queryable();
  await db.execute(sql`delete from channel_events where channel = ${channel} and "offset" <= ${tail}`);
  await db.execute(sql`update channels set tail = ${tail} where name = ${channel}`);
}

describe("a reaction", () => {
  test("handles each event once and in order, on many channels, over several pages", async () => {
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    const channels = someChannels(3);
    await append(channels, 130);
    expect(await drain([reaction], BUDGET_MS)).toBe(390);
    expect(await drain([reaction], BUDGET_MS)).toBe(0);
    const record = await readRecord(reaction.name);
    for (const channel of channels) {
      expect(record.get(channel)).toEqual(offsetsOf(130));
      expect((await positionOf(reaction, channel))?.offset).toBe(260);
      const echo = await readEvents(await queryable(), echoOf(channel), 0, 1_000);
      expect(echo.events.map(({ data }) => JSON.parse(data).n)).toEqual(
        Array.from({ length: 130 }, (_, n) => n),
      );
    }
  });

  test("that is new starts with the next event", async () => {
    const [old, young] = someChannels(2);
    await append([old ?? ""], 2);
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    await append([old ?? "", young ?? ""], 1);
    await drain([reaction], BUDGET_MS);
    const record = await readRecord(reaction.name);
    expect(record.get(old ?? "")).toEqual([5]);
    expect(record.get(young ?? "")).toEqual([1]);
  });

  test("declared with from: start begins with the oldest event in the log and records no gap", async () => {
    const channel = someChannel();
    await append([channel], 3);
    await trimTo(channel, 2);
    const reaction = recordingReaction(someName(), { from: "start" });
    await drain([reaction], BUDGET_MS);
    expect((await readRecord(reaction.name)).get(channel)).toEqual([3, 5]);
    expect((await positionOf(reaction, channel))?.resets).toBe(0);
  });

  test("run by several runners at once handles each event once and in order", async () => {
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    const channels = someChannels(5);
    await Promise.all([
      append(channels, 20),
      append(channels, 20),
      ...Array.from({ length: 4 }, async () => {
        for (let n = 0; n < 10; n += 1) await drainChannels([reaction], channels, BUDGET_MS);
      }),
    ]);
    await drain([reaction], BUDGET_MS);
    const record = await readRecord(reaction.name);
    for (const channel of channels) expect(record.get(channel)).toEqual(offsetsOf(40));
  });

  test("can be replayed over a range if it allows that, without moving its position", async () => {
    const reaction = recordingReaction(someName(), { isReplayable: true });
    await registerAll([reaction]);
    const channel = someChannel();
    await append([channel], 4);
    await drain([reaction], BUDGET_MS);
    expect(await replay(reaction, channel, 2, 6)).toBe(2);
    expect((await readRecord(reaction.name)).get(channel)).toEqual([...offsetsOf(4), 3, 5]);
    expect((await positionOf(reaction, channel))?.offset).toBe(8);
    await trimTo(channel, 4);
    await expect(replay(reaction, channel, 2, 6)).rejects.toThrow("does not hold");
    await expect(replay(recordingReaction(someName()), channel, 4, 6)).rejects.toThrow("cannot be replayed");
  });
});

describe("a reaction whose handler throws", () => {
  test("stops on that channel only, is listed, and resumes after the repair without skipping an event", async () => {
    let isBroken = true;
    const [broken, other] = [someChannel(), someChannel()];
    const reaction = recordingReaction(someName(), {
      onEvent: (_, event) => {
        if (isBroken && event.channel === broken && event.offset === 3) throw new Error("No paper left");
      },
    });
    await registerAll([reaction]);
    await append([broken, other], 4);
    await drain([reaction], BUDGET_MS);
    let record = await readRecord(reaction.name);
    expect(record.get(other)).toEqual(offsetsOf(4));
    expect(record.get(broken)).toEqual([1]);
    const problems = await listReactionProblems();
    expect(problems.filter((problem) => problem.reaction === reaction.name)).toEqual([
      expect.objectContaining({ channel: broken, offset: 2, failures: 1, error: "No paper left" }),
    ]);

    await retryNow(reaction);
    await drain([reaction], BUDGET_MS);
    expect(await positionOf(reaction, broken)).toMatchObject({ failures: 2, offset: 2 });
    expect(await drain([reaction], BUDGET_MS)).toBe(0);

    isBroken = false;
    await retryNow(reaction);
    await forgetTraffic(reaction);
    await drain([reaction], BUDGET_MS);
    record = await readRecord(reaction.name);
    expect(record.get(broken)).toEqual(offsetsOf(4));
    const echo = await readEvents(await queryable(), echoOf(broken), 0, 1_000);
    expect(echo.events.map(({ data }) => JSON.parse(data).n)).toEqual([0, 1, 2, 3]);
    expect(await positionOf(reaction, broken)).toMatchObject({ failures: 0, error: null, retry_at: null });
  });

  test("at the first event of a channel keeps the failure", async () => {
    const channel = someChannel();
    const reaction = recordingReaction(someName(), {
      onEvent: () => {
        throw new Error("Always");
      },
    });
    await registerAll([reaction]);
    await append([channel], 1);
    await drainChannels([reaction], [channel], BUDGET_MS);
    expect(await positionOf(reaction, channel)).toMatchObject({ failures: 1, offset: 0, error: "Always" });
    expect((await readRecord(reaction.name)).size).toBe(0);
  });

  test("stops at an event that does not match its schema instead of skipping it", async () => {
    const channel = someChannel();
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    await append([channel], 2);
    const db = await queryable();
    await db.execute(sql`update channel_events set data = '{}' where channel = ${channel} and "offset" = 3`);
    await drainChannels([reaction], [channel], BUDGET_MS);
    expect(await positionOf(reaction, channel)).toMatchObject({ failures: 1, offset: 2 });
    expect((await readRecord(reaction.name)).get(channel)).toEqual([1]);
  });
});

describe("a reaction whose events were trimmed before it read them", () => {
  test("records the gap and continues behind it", async () => {
    const channel = someChannel();
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    await append([channel], 1);
    await drain([reaction], BUDGET_MS);
    await append([channel], 3);
    await trimTo(channel, 4);
    await drain([reaction], BUDGET_MS);
    expect((await readRecord(reaction.name)).get(channel)).toEqual([1, 5, 7]);
    expect(await positionOf(reaction, channel)).toMatchObject({
      resets: 1,
      reset_reason: "trimmed",
      offset: 8,
    });
    expect((await listReactionProblems()).map((problem) => problem.reaction)).toContain(reaction.name);
  });

  test("runs its own gap policy in the transaction that moves the position", async () => {
    const channel = someChannel();
    const gaps: unknown[] = [];
    const reaction = recordingReaction(someName(), {
      onGap: async (tx, gap) => {
        gaps.push(gap);
        await tx.execute(
          sql`insert into handled (reaction, channel, "offset") values (${`${gap.channel} gap`}, ${gap.channel}, ${gap.to})`,
        );
      },
    });
    await registerAll([reaction]);
    await append([channel], 2);
    const db = await queryable();
    await trimTo(channel, 2);
    await drain([reaction], BUDGET_MS);
    expect(gaps).toEqual([{ channel, reason: "trimmed", from: 0, to: 2 }]);
    expect((await readRecord(`${channel} gap`)).get(channel)).toEqual([2]);
    await db.execute(sql`update channels set epoch = 'another' where name = ${channel}`);
    await drain([reaction], BUDGET_MS);
    expect(gaps[1]).toEqual({ channel, reason: "epoch", from: 4, to: 2 });
  });
});

describe("the search for channels with new events", () => {
  test("finds channels again that were found before and not handled", async () => {
    const [stuck, busy] = [someChannel(), someChannel()];
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    await append([stuck], 1);
    const db = await queryable();
    await db.execute(
      sql`update channels set appended_at = now() - interval '1 minute' where name = ${stuck}`,
    );
    await db
      .update(reactions)
      .set({ scanned_to: sql`now() - interval '2 minutes'` })
      .where(eq(reactions.name, reaction.name));
    await append([busy], 1);
    await drainChannels([reaction], [busy], BUDGET_MS);
    expect(await drain([reaction], BUDGET_MS)).toBe(1);
    expect((await readRecord(reaction.name)).get(stuck)).toEqual([1]);
    const [row] = await db
      .select({ isRecent: sql<boolean>`scanned_to > now() - interval '30 seconds'` })
      .from(reactions)
      .where(eq(reactions.name, reaction.name));
    expect(row?.isRecent).toBe(true);
  });

  test("is backed by a full comparison, which also removes positions on channels that are gone", async () => {
    const [missed, gone] = [someChannel(), someChannel()];
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    await append([missed, gone], 1);
    await drainChannels([reaction], [gone], BUDGET_MS);
    await forgetTraffic(reaction);
    const db = await queryable();
    await db.execute(sql`delete from channels where name = ${gone}`);
    expect(await drain([reaction], BUDGET_MS)).toBe(0);
    await db
      .update(reactions)
      .set({ compared_at: sql`now() - interval '1 hour'` })
      .where(eq(reactions.name, reaction.name));
    expect(await drain([reaction], BUDGET_MS)).toBe(1);
    expect((await readRecord(reaction.name)).get(missed)).toEqual([1]);
    expect(await positionOf(reaction, gone)).toBeUndefined();
  });

  test("uses the index on the last append instead of reading all channels", async () => {
    const db = await queryable();
    await db.execute(sql`
      insert into channels (name, epoch, head, appended_at)
      select 'tenant:old-' || n || ':orders', 'a', 1, now() - interval '1 day' from generate_series(1, 20000) n`);
    await db.execute(sql`analyze channels`);
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    const { rows } = planRows.parse(await db.execute(sql`explain ${dueQuery([reaction])}`));
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("channels_appended");
  });
});

describe("the runner of a long-lived process", () => {
  const runners: ReactionRunner[] = [];
  afterEach(async () => {
    onPublished(undefined);
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  });
  function start(reaction: Reaction) {
    const runner = new ReactionRunner([reaction]);
    runners.push(runner);
    runner.start();
    return runner;
  }

  test("handles events committed by this process, and by others without a notification", async () => {
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    const runner = start(reaction);
    const [own, foreign] = [someChannel(), someChannel()];
    await append([foreign], 2);
    onPublished(async (channels) => runner.notify(channels));
    await append([own], 3);
    await vi.waitFor(
      async () => {
        const record = await readRecord(reaction.name);
        expect(record.get(own)).toEqual(offsetsOf(3));
        expect(record.get(foreign)).toEqual(offsetsOf(2));
      },
      { timeout: 20_000, interval: 50 },
    );
  });

  test("starts nothing after it was stopped", async () => {
    const reaction = recordingReaction(someName());
    await registerAll([reaction]);
    const runner = start(reaction);
    await runner.stop();
    const channel = someChannel();
    await append([channel], 1);
    runner.notify([channel]);
    expect((await readRecord(reaction.name)).get(channel)).toBeUndefined();
    expect(await advance(reaction, [channel])).toEqual({ events: 1, unfinished: [] });
  });
});
