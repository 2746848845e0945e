import { decodeCursor, decodeId, Positions } from "@/lib/realtime/protocol/cursor";
import { isAtOrBeyond, type Position } from "@/lib/realtime/protocol/position";
import { type Hello, type ReadRequest, type Service, TABS_AT_MOST } from "./relay";

interface Member extends Pick<Hello, "ask" | "channels" | "cursor"> {
  /** Channels of which the tab gets every frame: its position is the stream's. */
  fed: readonly string[];
  served: Service | null;
}

/** Decides which tabs the leader's stream can serve, and the cursor from which the next one must start. Pure. */
export class Members {
  readonly #members = new Map<string, Member>();
  /** The requests in the stream that is opening or was opened last. */
  #opening = new Map<string, number>();
  #read: readonly string[] = [];
  text = "";
  /** All events before this position were handed on, and all later events will be. */
  readonly #stands = new Positions();
  #unreadable: string | null = null;

  constructor(
    /** Returns whether one stream can read these channels. */
    private readonly fits: (channels: readonly string[]) => boolean,
  ) {}

  get id(): string {
    return this.#unreadable ?? this.#stands.encode();
  }

  advance(id: string): void {
    const positions = decodeId(id);
    if (positions !== null) this.#stands.fold(positions);
  }

  /** Returns false when one stream cannot read so much. The first tab is always admitted: it opens the stream. */
  admit({ tab, ask, channels, cursor, isServed }: Hello): boolean {
    const known = this.#members.get(tab);
    if (known?.ask === ask) return true;
    if (known === undefined && this.#members.size > 0 && !this.#hasRoomFor(channels)) return false;
    const fed = isServed ? (known?.fed ?? []) : [];
    this.#members.set(tab, { ask, channels, cursor, fed, served: null });
    return true;
  }

  leave(tab: string): void {
    this.#members.delete(tab);
  }

  tabsWantingMore(tab: string): string[] {
    const own = this.#members.get(tab)?.channels ?? [];
    return [...this.#members]
      .filter(([, { channels }]) => channels.some((channel) => !own.includes(channel)))
      .map(([tab]) => tab);
  }

  request(): ReadRequest {
    this.#opening = new Map([...this.#members].map(([tab, { ask }]) => [tab, ask]));
    const channels = this.#union();
    const from = new Positions();
    const needs = [...this.#members.values()].map(({ cursor, channels, fed }) => ({
      wanted: channels.filter((channel) => !fed.includes(channel)),
      own: decodeCursor(cursor ?? ""),
    }));
    for (const channel of channels) {
      const own = needs.map((need) => (need.wanted.includes(channel) ? need.own?.get(channel) : undefined));
      const position = earliest([this.#stands.get(channel), ...own.toReversed()]);
      if (position !== undefined) from.set(channel, position);
    }
    if (from.size > 0) return { channels, cursor: from.encode() };
    // An unreadable cursor is passed on: the server answers it with resets.
    const cursors = [this.#unreadable, ...[...this.#members.values()].map(({ cursor }) => cursor)];
    return { channels, cursor: cursors.find((cursor) => cursor !== null) ?? null };
  }

  /** Called when a stream has begun. Returns the tabs that it serves; `seq` numbers the message that tells them. */
  connected(read: readonly string[], text: string, id: string, seq: number): Record<string, Service> {
    this.#read = read;
    this.text = text;
    const positions = decodeCursor(id);
    this.#unreadable = positions === null ? id : null;
    this.#stands.retain([]);
    this.#stands.fold(positions ?? new Positions());
    for (const [tab, member] of this.#members) {
      if (this.#opening.get(tab) === member.ask) this.#grant(member, seq);
      else {
        member.fed = member.fed.filter((channel) => read.includes(channel));
        if (!isSubset(member.channels, member.fed)) member.served = null;
      }
    }
    this.cover(seq);
    return this.#serves(() => true);
  }

  cover(seq: number): Record<string, Service> {
    const joined = new Set<Member>();
    for (const member of this.#members.values())
      if (isPending(member) && this.#suits(member)) {
        this.#grant(member, seq);
        joined.add(member);
      }
    return this.#serves((member) => joined.has(member));
  }

  hasPending(): boolean {
    return [...this.#members.values()].some(isPending);
  }

  #union(): string[] {
    return [...new Set([...this.#members.values()].flatMap(({ channels }) => channels))].sort();
  }

  #hasRoomFor(channels: readonly string[]): boolean {
    if (this.#members.size >= TABS_AT_MOST) return false;
    const read = this.#union();
    return isSubset(channels, read) || this.fits([...new Set([...read, ...channels])]);
  }

  #grant(member: Member, seq: number): void {
    if (isPending(member)) member.served = { ask: member.ask, since: seq };
    member.fed = member.channels;
  }

  /** True when the tab needs no event that the stream has already handed on. */
  #suits({ channels, cursor, fed }: Member): boolean {
    const own = decodeCursor(cursor ?? "");
    return channels.every((channel) => {
      if (fed.includes(channel)) return true;
      if (!this.#read.includes(channel)) return false;
      const position = own?.get(channel);
      const stream = this.#stands.get(channel);
      return position === undefined || stream === undefined || isAtOrBeyond(position, stream);
    });
  }

  #serves(isIn: (member: Member) => boolean): Record<string, Service> {
    const all: Record<string, Service> = {};
    for (const [tab, member] of this.#members)
      if (member.served !== null && !isPending(member) && isIn(member)) all[tab] = member.served;
    return all;
  }
}

/**
 * Returns the earliest position in the log of the first one, which was heard of last. A tab with a position in another log
 * gets a reset when the stream begins.
 */
function earliest(positions: readonly (Position | undefined)[]): Position | undefined {
  const known = positions.filter((position) => position !== undefined);
  const [latest] = known;
  if (latest === undefined) return undefined;
  // A tab that knows the channel as unwritten needs all of its log.
  const unwritten = known.find(({ epoch, offset }) => epoch === "" && offset === 0);
  const inLog = known.filter(({ epoch }) => epoch === latest.epoch);
  return unwritten ?? inLog.reduce((first, one) => (one.offset < first.offset ? one : first));
}

function isPending({ ask, served }: Member): boolean {
  return ask !== served?.ask;
}

function isSubset(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((one) => whole.includes(one));
}
