import "server-only";
import { queryable } from "@/lib/db/client";
import { type Transaction, transaction } from "@/lib/db/transaction";
import type { LogPage } from "@/lib/realtime/log/log";
import { readManyChannels } from "@/lib/realtime/log/read-many";
import { logger } from "@/lib/server/logger";
import type { LoggedEvent, Reaction } from "./define-reaction";
import { type Claimed, claimPositions, type Move, movePositions, recordFailure } from "./positions";
import { nextStep, retryAfterSeconds } from "./progress";

/** Enough channels and offsets to spread the cost of a transaction, few enough to keep it short. */
const CHANNELS = 50;
const RANGE = 100;

export interface Progress {
  readonly events: number;
  readonly unfinished: readonly string[];
}

const NOTHING: Progress = { events: 0, unfinished: [] };

async function moveAlong(
  tx: Transaction,
  reaction: Reaction,
  { channel, ...position }: Claimed,
  page: LogPage,
  range: number,
): Promise<{ move?: Move; events: LoggedEvent[] }> {
  const step = nextStep(position, page, range);
  if (step.kind === "wait") return { events: [] };
  if (step.kind === "read") {
    const { epoch } = step.to;
    return {
      move: { channel, ...step.to },
      events: page.events.map((event) => ({ ...event, channel, epoch })),
    };
  }
  const gap = { channel, reason: step.reason, from: position.offset, to: step.to.offset };
  logger.warn({ reaction: reaction.name, ...gap }, "A reaction missed events that the log no longer holds");
  if (reaction.onGap !== "skip") await reaction.onGap(tx, gap);
  return { move: { channel, ...step.to, gap: step.reason }, events: [] };
}

async function advanceInOneTransaction(
  reaction: Reaction,
  channels: readonly string[],
  range: number,
  claimed: Claimed[] = [],
): Promise<Progress> {
  return transaction(async (tx) => {
    claimed.push(...(await claimPositions(tx, reaction.name, channels)));
    if (claimed.length === 0) return NOTHING;
    const pages = await readManyChannels(tx, claimed, { types: reaction.eventNames, range });
    const moves: Move[] = [];
    const events: LoggedEvent[] = [];
    for (const position of claimed) {
      const page = pages.get(position.channel);
      if (page === undefined) continue;
      const moved = await moveAlong(tx, reaction, position, page, range);
      if (moved.move !== undefined) moves.push(moved.move);
      events.push(...moved.events);
    }
    if (moves.length === 0) return NOTHING;
    await reaction.apply(tx, events);
    await movePositions(tx, reaction.name, moves);
    const unfinished = moves.filter(({ channel, offset }) => offset < (pages.get(channel)?.head ?? 0));
    return { events: events.length, unfinished: unfinished.map(({ channel }) => channel) };
  });
}

async function advanceOneByOne(reaction: Reaction, channel: string): Promise<Progress> {
  let events = 0;
  for (let taken = 0; taken < RANGE; taken += 1) {
    const claimed: Claimed[] = [];
    try {
      const progress = await advanceInOneTransaction(reaction, [channel], 1, claimed);
      events += progress.events;
      if (progress.unfinished.length === 0) return { events, unfinished: [] };
    } catch (error) {
      const [position] = claimed;
      if (position === undefined) throw error;
      const retrySeconds = retryAfterSeconds(position.failures + 1);
      await recordFailure(await queryable(), reaction.name, position, error, retrySeconds);
      logger.error(
        { error, reaction: reaction.name, channel, behind: position.offset, retry_seconds: retrySeconds },
        "A reaction failed at an event; its channel waits",
      );
      return { events, unfinished: [] };
    }
  }
  return { events, unfinished: [channel] };
}

/**
 * Handles up to 50 channels and 100 offsets of each in a transaction. When a batch fails, each of its channels is
 * handled event by event, so that only the channel with the failing event stops. Rejects only when the database does.
 */
export async function advance(reaction: Reaction, channels: readonly string[]): Promise<Progress> {
  let events = 0;
  const unfinished: string[] = [];
  const add = (progress: Progress) => {
    events += progress.events;
    unfinished.push(...progress.unfinished);
  };
  for (let from = 0; from < channels.length; from += CHANNELS) {
    const batch = channels.slice(from, from + CHANNELS);
    try {
      add(await advanceInOneTransaction(reaction, batch, RANGE));
    } catch {
      for (const channel of batch) add(await advanceOneByOne(reaction, channel));
    }
  }
  return { events, unfinished };
}
