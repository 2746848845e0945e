import "server-only";
import { queryable } from "@/lib/db/client";
import { advance } from "./advance";
import type { Reaction } from "./define-reaction";
import { type Due, findDue, findMissed } from "./find-due";
import { register } from "./positions";
import { matcherOf } from "./progress";

const registered = new WeakSet<Reaction>();

/** Safe to call from several processes at once. */
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

/** Returns the number of events that took effect within `budgetMs`. */
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

/** Like `drainChannels`, for all channels. Does not count events that other runners handled meanwhile. */
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

/** Makes one search, by the index. */
export async function drainDue(reactions: readonly Reaction[], budgetMs: number): Promise<number> {
  await registerAll(reactions);
  const due = await findDue(await queryable(), reactions);
  return due.length === 0 ? 0 : advanceAll(reactions, due, Date.now() + budgetMs);
}
