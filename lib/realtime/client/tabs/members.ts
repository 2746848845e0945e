import { decodeCursor, decodeId, Positions } from "@/lib/realtime/protocol/cursor";
import { isAtOrBeyond } from "@/lib/realtime/protocol/position";
import type { Hello, ReadRequest } from "./relay";

interface Member extends Pick<Hello, "ask" | "channels" | "cursor"> {
  /** Channels of which it gets every frame: there it stands where the stream stands. */
  fed: readonly string[];
  /** The last wish that was granted. */
  served: number | null;
}

/**
 * The tabs that share the leader's stream. Decides which of them the stream can serve and from which cursor the next
 * one must start. Pure.
 */
export class Members {
  readonly #members = new Map<string, Member>();
  /** The tabs whose channels were in the request of the stream that is opening or was opened last. */
  #opening = new Map<string, number>();
  #read: readonly string[] = [];
  /** The stream's first frame. */
  text = "";
  /** The stream's position: all events before it were handed on, and all later events will be. */
  readonly #stands = new Positions();
  /** The stream's id where this page cannot read it: handed back as it came. */
  #unreadable: string | null = null;

  constructor(
    /** Whether one stream can read so much. */
    private readonly fits: (channels: readonly string[]) => boolean,
  ) {}

  /** The stream's cursor. */
  get id(): string {
    return this.#unreadable ?? this.#stands.encode();
  }

  /** Advances the stream's positions by a frame's id. */
  advance(id: string): void {
    const positions = decodeId(id);
    if (positions !== null) this.#stands.fold(positions);
  }

  /**
   * False when one stream cannot read so much. The first to come is always taken in: it opens the stream for itself.
   */
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

  /** Returns the tabs with channels that this one does not read. */
  tabsWantingMore(tab: string): string[] {
    const own = this.#members.get(tab)?.channels ?? [];
    return [...this.#members]
      .filter(([, { channels }]) => channels.some((channel) => !own.includes(channel)))
      .map(([tab]) => tab);
  }

  /** Returns the channels of the next stream and the earliest cursor that any tab needs. */
  request(): ReadRequest {
    this.#opening = new Map([...this.#members].map(([tab, { ask }]) => [tab, ask]));
    const channels = this.#union();
    const from = new Positions();
    for (const channel of channels) {
      const position = this.#stands.get(channel);
      if (position !== undefined) from.set(channel, position);
    }
    for (const { cursor, channels: wanted, fed } of this.#members.values()) {
      const own = decodeCursor(cursor ?? "");
      for (const channel of wanted) {
        const position = own?.get(channel);
        if (position === undefined || fed.includes(channel)) continue;
        const earliest = from.get(channel);
        if (earliest === undefined || !isAtOrBeyond(position, earliest)) from.set(channel, position);
      }
    }
    if (from.size > 0) return { channels, cursor: from.encode() };
    // An unreadable cursor is passed on: the server answers it with resets.
    const cursors = [this.#unreadable, ...[...this.#members.values()].map(({ cursor }) => cursor)];
    return { channels, cursor: cursors.find((cursor) => cursor !== null) ?? null };
  }

  /** A stream has begun. Who reads along from here: tab → number of its wish. */
  connected(read: readonly string[], text: string, id: string): Record<string, number> {
    this.#read = read;
    this.text = text;
    const positions = decodeCursor(id);
    this.#unreadable = positions === null ? id : null;
    this.#stands.retain([]);
    this.#stands.fold(positions ?? new Positions());
    for (const [tab, member] of this.#members) {
      if (this.#opening.get(tab) === member.ask) this.#grant(member);
      else {
        member.fed = member.fed.filter((channel) => read.includes(channel));
        if (!isSubset(member.channels, member.fed)) member.served = null;
      }
    }
    this.cover();
    return this.#serves(() => true);
  }

  /** Lets those join whom the stream suits as it is. */
  cover(): Record<string, number> {
    const joined = new Set<Member>();
    for (const member of this.#members.values())
      if (isPending(member) && this.#suits(member)) {
        this.#grant(member);
        joined.add(member);
      }
    return this.#serves((member) => joined.has(member));
  }

  /** Returns whether a tab needs another stream. */
  hasPending(): boolean {
    return [...this.#members.values()].some(isPending);
  }

  #union(): string[] {
    return [...new Set([...this.#members.values()].flatMap(({ channels }) => channels))].sort();
  }

  #hasRoomFor(channels: readonly string[]): boolean {
    const read = this.#union();
    return isSubset(channels, read) || this.fits([...new Set([...read, ...channels])]);
  }

  #grant(member: Member): void {
    member.served = member.ask;
    member.fed = member.channels;
  }

  /** It stands where the stream stands or beyond; what the stream has handed on before is nothing to it. */
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

  #serves(isIn: (member: Member) => boolean): Record<string, number> {
    const served = [...this.#members].filter(([, member]) => !isPending(member) && isIn(member));
    return Object.fromEntries(served.map(([tab, { ask }]) => [tab, ask]));
  }
}

function isPending({ ask, served }: Member): boolean {
  return ask !== served;
}

function isSubset(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((one) => whole.includes(one));
}
