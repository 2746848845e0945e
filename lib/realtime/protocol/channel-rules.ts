import { channelParser } from "./channel-parser";

/** Each domain declares its rules; lib/channels.ts composes them. */

interface RuledChannel<EventName extends string> {
  readonly kind: string;
  readonly pattern: string;
  readonly id: RegExp;
  readonly events: readonly EventName[];
  readonly name: (id: string) => string;
}

type Ids = readonly string[];

export interface ChannelRule<Viewer, EventName extends string = string> {
  readonly channel: RuledChannel<EventName>;
  /** Returns the ids that the viewer may read. Makes at most one query, however many there are. */
  readonly mayRead: (viewer: Viewer, ids: Ids) => Ids | Promise<Ids>;
  /** Returns the ids that every stream of this viewer reads by default. Default: none. */
  readonly defaults?: (viewer: Viewer) => Ids;
  /** Returns the ids on which nothing will be published again. Default: none. Makes at most one query. */
  readonly findSpent?: (ids: Ids) => Promise<Ids>;
}

export function defineChannelRule<Viewer, const EventName extends string>(
  rule: ChannelRule<Viewer, EventName>,
): ChannelRule<Viewer, EventName> {
  return rule;
}

export interface ChannelJudgement {
  readonly malformed: readonly string[];
  readonly forbidden: readonly string[];
}

export interface ChannelRules<Viewer> {
  readonly defaultsOf: (viewer: Viewer) => string[];
  readonly judge: (viewer: Viewer, names: readonly string[]) => Promise<ChannelJudgement>;
  readonly findSpent: (names: readonly string[]) => Promise<string[]>;
}

/** Throws when two rules are for one kind. */
export function composeChannels<Viewer, EventName extends string>(
  rules: readonly ChannelRule<Viewer, EventName>[],
): ChannelRules<Viewer> {
  if (new Set(rules.map(({ channel }) => channel.kind)).size < rules.length)
    throw new Error("Two rules are for one kind of channel");

  const parsers = rules.map((rule) => ({ rule, idOf: channelParser(rule.channel) }));

  function group(names: readonly string[]) {
    const idsOf = new Map<ChannelRule<Viewer, EventName>, string[]>();
    const malformed: string[] = [];
    for (const name of names) {
      const found = parsers.find(({ idOf }) => idOf(name) !== null);
      const id = found?.idOf(name) ?? null;
      if (found === undefined || id === null) malformed.push(name);
      else idsOf.set(found.rule, [...(idsOf.get(found.rule) ?? []), id]);
    }
    return { idsOf: [...idsOf], malformed };
  }

  return {
    defaultsOf: (viewer) =>
      rules.flatMap(({ channel, defaults }) => defaults?.(viewer).map((id) => channel.name(id)) ?? []),
    judge: async (viewer, names) => {
      const { idsOf, malformed } = group(names);
      if (malformed.length > 0) return { malformed, forbidden: [] };
      const allowed = await Promise.all(
        idsOf.map(async ([{ channel, mayRead }, ids]) =>
          (await mayRead(viewer, ids)).map((id) => channel.name(id)),
        ),
      );
      const readable = new Set(allowed.flat());
      return { malformed, forbidden: names.filter((name) => !readable.has(name)) };
    },
    findSpent: async (names) => {
      const spent = await Promise.all(
        group(names).idsOf.map(async ([{ channel, findSpent }, ids]) =>
          ((await findSpent?.(ids)) ?? []).map((id) => channel.name(id)),
        ),
      );
      return spent.flat();
    },
  };
}
