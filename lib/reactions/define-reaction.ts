import "server-only";
import type * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import type { EventDefinition } from "@/lib/realtime/protocol/define-event";
import type { DurableEvent } from "@/lib/realtime/publish/publish";

/** An event of the log as a handler gets it. */
export interface Occurrence<Type extends string = string, Data = unknown> {
  readonly channel: string;
  readonly epoch: string;
  readonly offset: number;
  readonly type: Type;
  readonly data: Data;
}

type OccurrenceOf<Event> =
  Event extends EventDefinition<infer Name, infer Schema> ? Occurrence<Name, z.infer<Schema>> : never;

/** Events of a channel that the log no longer held when the reaction came to read them. */
export interface Gap {
  readonly channel: string;
  readonly reason: "trimmed" | "epoch";
  /** The last offset that the reaction has read, and the one it continues behind. */
  readonly from: number;
  readonly to: number;
}

type OnGap = "skip" | ((tx: Transaction, gap: Gap) => Promise<void>);
interface Handlers<Event, Loaded> {
  handle(tx: Transaction, event: Event, loaded: Loaded): Promise<void> | void;
}
/** A method's type, so that handlers of single events are handlers of events: `on` picks them by the event's type. */
type Handler<Event, Loaded> = Handlers<Event, Loaded>["handle"];

interface Common {
  /** Stored with the positions: renaming a reaction starts a new one. */
  readonly name: string;
  /** The channels it reads, as a pattern in which `%` stands for any text: `tenant:%:orders`. */
  readonly channels: string;
  /**
   * Where it starts when it runs for the first time. `end` (default): with what happens from then on. `start`: with the
   * oldest events that the log still holds.
   */
  readonly from?: "start" | "end";
  /**
   * What happens when events are gone from the log before they were read. The gap is recorded in either case. `skip`
   * continues behind it; a function is called first, in the same transaction, to make up for what was missed.
   */
  readonly onGap: OnGap;
  /** Allows `replay`: the effects of an event that is handled a second time must be harmless. */
  readonly isReplayable?: boolean;
}

interface Declaration<Events extends readonly DurableEvent[], Loaded> extends Common {
  /** The events it handles. Others on its channels are passed over. */
  readonly events: Events;
  /** Reads for a whole batch of events, in one query instead of one for each event. Handlers get what it returns. */
  load?(tx: Transaction, events: readonly OccurrenceOf<Events[number]>[]): Promise<Loaded>;
  readonly on: {
    readonly [Name in Events[number]["name"]]: Handler<
      OccurrenceOf<Extract<Events[number], { name: Name }>>,
      Loaded
    >;
  };
}

/** The same without the types of the events, which the overload below has checked. */
interface Untyped extends Common {
  readonly events: readonly DurableEvent[];
  load?(tx: Transaction, events: readonly Occurrence[]): Promise<unknown>;
  readonly on: Readonly<Record<string, Handler<Occurrence, unknown>>>;
}

export interface LoggedEvent extends Occurrence<string, string> {
  /** JSON, as the log holds it. */
  readonly data: string;
}

/** A declared reaction as the runner sees it. */
export interface Reaction extends Required<Common> {
  readonly eventNames: readonly string[];
  /** Handles events in their order. Rejects when a handler does, or when an event does not fit its schema. */
  apply(tx: Transaction, events: readonly LoggedEvent[]): Promise<void>;
}

/**
 * Declares a named reader of the log. Each event takes effect once, in order per channel: a handler's writes, the events it
 * publishes and the new position commit together. A handler must do everything through `tx`; what it does elsewhere may
 * happen twice. A handler that throws stops its channel until a later attempt succeeds, and no other channel.
 */
export function defineReaction<const Events extends readonly DurableEvent[], Loaded = undefined>(
  declaration: Declaration<Events, Loaded>,
): Reaction;
export function defineReaction(declaration: Untyped): Reaction {
  const { name, channels, from = "end", onGap, isReplayable = false, events, on } = declaration;
  const definitions = new Map(events.map((event) => [event.name, event]));

  function decode({ data, ...event }: LoggedEvent): Occurrence {
    const decoded = definitions.get(event.type)?.decode(JSON.parse(data));
    if (decoded === null || decoded === undefined)
      throw new Error(`The ${event.type} at ${event.channel} ${event.offset} does not fit its schema`);
    return { ...event, data: decoded.data };
  }

  return {
    name,
    channels,
    from,
    onGap,
    isReplayable,
    eventNames: [...definitions.keys()],
    apply: async (tx, logged) => {
      const occurrences = logged.map(decode);
      const loaded = occurrences.length === 0 ? undefined : await declaration.load?.(tx, occurrences);
      for (const occurrence of occurrences) await on[occurrence.type]?.(tx, occurrence, loaded);
    },
  };
}
