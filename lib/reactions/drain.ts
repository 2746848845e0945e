import "server-only";
import { queryable } from "@/lib/db/client";
import { advance } from "./advance";
import type { Reaction } from "./define-reaction";
import { type Due, findDue, findMissed } from "./find-due";
import { register } from "./positions";
import { matcherOf } from "./progress";

const registered = new WeakSet<Reaction>();

/** Registers reactions that this process has not registered yet. Idempotent; safe to call from several processes. */
export async function registerAll(reactions: readonly Reaction[]): Promise<void> {
  for (const reaction of reactions) {
    if (registered.has(reaction)) continue;
    await register(await queryable(), reaction);
    registered.add(reaction);
  }
}

const matchers = new WeakMap<Reaction, RegExp>();

function isReadBy(reaction: Reaction, channel: string): boolean {
  const matcher = matchers.get(reaction) ?? matcherOf(reaction.channels);
  matchers.set(reaction, matcher);
  return matcher.test(channel);
}

/** Returns true when any of these reactions reads the channel. */
export function isWatched(reactions: readonly Reaction[], channel: string): boolean {
  return reactions.some((reaction) => isReadBy(reaction, channel));
}

async function advanceAll(
  reactions: readonly Reaction[],
  due: readonly Due[],
  until: number,
): Promise<number> {
  let events = 0;
  for (const reaction of reactions) {
    let channels = due.flatMap((one) => (one.reaction === reaction.name ? [one.channel] : []));
    while (channels.length > 0 && Date.now() < until) {
      const progress = await advance(reaction, channels);
      events += progress.events;
      channels = [...progress.unfinished];
    }
  }
  return events;
}

/** Handles new events on these channels, for at most `budgetMs`. Returns the number of events that took effect. */
export async function drainChannels(
  reactions: readonly Reaction[],
  channels: readonly string[],
  budgetMs: number,
): Promise<number> {
  await registerAll(reactions);
  const due = reactions.flatMap((reaction) =>
    channels
      .filter((channel) => isReadBy(reaction, channel))
      .map((channel) => ({ reaction: reaction.name, channel })),
  );
  return advanceAll(reactions, due, Date.now() + budgetMs);
}

/**
 * Handles all new events, for at most `budgetMs`. Returns the number of events that took effect, without those that other
 * runners handled meanwhile.
 */
export async function drain(reactions: readonly Reaction[], budgetMs: number): Promise<number> {
  const until = Date.now() + budgetMs;
  await registerAll(reactions);
  let events = await advanceAll(reactions, await findMissed(await queryable(), reactions), until);
  while (Date.now() < until) {
    const handled = await advanceAll(reactions, await findDue(await queryable(), reactions), until);
    if (handled === 0) break;
    events += handled;
  }
  return events;
}

/** Searches once by the index and handles the result, for at most `budgetMs`. Used for polling. */
export async function drainDue(reactions: readonly Reaction[], budgetMs: number): Promise<number> {
  await registerAll(reactions);
  const due = await findDue(await queryable(), reactions);
  return due.length === 0 ? 0 : advanceAll(reactions, due, Date.now() + budgetMs);
}
