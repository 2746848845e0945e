import "server-only";
import type * as z from "zod/mini";
import type { Transaction } from "@/lib/db/transaction";
import type { EventDefinition } from "@/lib/realtime/protocol/define-event";
import type { DurableEvent } from "@/lib/realtime/publish/publish";
import { readJsonText } from "@/lib/text/read-json";

export interface Occurrence<Type extends string = string, Data = unknown> {
  readonly channel: string;
  readonly epoch: string;
  readonly offset: number;
  readonly type: Type;
  readonly data: Data;
}

type OccurrenceOf<Event> =
  Event extends EventDefinition<infer Name, infer Schema> ? Occurrence<Name, z.infer<Schema>> : never;

export interface Gap {
  readonly channel: string;
  readonly reason: "trimmed" | "epoch";
  /** The last offset that was read, and the offset after which reading continues. */
  readonly from: number;
  readonly to: number;
}

type OnGap = "skip" | ((tx: Transaction, gap: Gap) => Promise<void>);
interface Handlers<Event, Loaded> {
  handle(tx: Transaction, event: Event, loaded: Loaded): Promise<void> | void;
}
/** A method's parameters are bivariant: `on` selects a handler by the event's type. */
type Handler<Event, Loaded> = Handlers<Event, Loaded>["handle"];

interface Common {
  /** Stored with the positions: a renamed reaction starts as a new one. */
  readonly name: string;
  /** `%` stands for any text, as in `tenant:%:orders`. */
  readonly channels: string;
  /** Position at the first run: `end` (default) handles new events only, `start` all that the log still holds. */
  readonly from?: "start" | "end";
  /** `skip` continues after events that were trimmed unread; a function is called first, in the same transaction. */
  readonly onGap: OnGap;
  /** Allows `replay`: handling an event a second time must be harmless. */
  readonly isReplayable?: boolean;
}

interface Declaration<Events extends readonly DurableEvent[], Loaded> extends Common {
  readonly events: Events;
  /** Makes one query for a batch of events. Handlers receive the result. */
  load?(tx: Transaction, events: readonly OccurrenceOf<Events[number]>[]): Promise<Loaded>;
  readonly on: {
    readonly [Name in Events[number]["name"]]: Handler<
      OccurrenceOf<Extract<Events[number], { name: Name }>>,
      Loaded
    >;
  };
}

interface Untyped extends Common {
  readonly events: readonly DurableEvent[];
  load?(tx: Transaction, events: readonly Occurrence[]): Promise<unknown>;
  readonly on: Readonly<Record<string, Handler<Occurrence, unknown>>>;
}

export interface LoggedEvent extends Occurrence<string, string> {
  /** JSON, as the log holds it. */
  readonly data: string;
}

export interface Reaction extends Required<Common> {
  readonly eventNames: readonly string[];
  /** Rejects when a handler rejects or an event does not fit its schema. */
  apply(tx: Transaction, events: readonly LoggedEvent[]): Promise<void>;
}

/**
 * Declares a named reader of the log. Each event takes effect once, in order per channel: a handler's writes, the events
 * it publishes and the new position commit together. A handler must write only through `tx`; other effects may happen
 * twice. One that throws stops its channel, and no other, until a later attempt succeeds.
 */
export function defineReaction<const Events extends readonly DurableEvent[], Loaded = undefined>(
  declaration: Declaration<Events, Loaded>,
): Reaction;
export function defineReaction(declaration: Untyped): Reaction {
  const { name, channels, from = "end", onGap, isReplayable = false, events, on } = declaration;
  const definitions = new Map(events.map((event) => [event.name, event]));

  function decode({ data, ...event }: LoggedEvent): Occurrence {
    const decoded = definitions.get(event.type)?.decode(readJsonText(data));
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
