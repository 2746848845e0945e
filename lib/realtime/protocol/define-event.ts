import * as z from "zod/mini";

/**
 * What may travel over a channel. Each event is declared once, beside the domain it belongs to; producers
 * and consumers both take their types from the declaration.
 */

/** Durable events are written to the log and reach every reader; ephemeral ones are the latest value, best effort. */
export type Durability = "durable" | "ephemeral";
export type Priority = "low" | "normal" | "high" | "urgent";

/** What somebody wants to be carried. */
type Declaration<Name extends string, Schema extends z.core.$ZodObject, Lasting extends Durability> = {
  readonly name: Name;
  readonly schema: Schema;
  readonly durability: Lasting;
  /**
   * `urgent` leaves at once, and in front of what waits where it is ephemeral. A `low` ephemeral event waits a moment
   * for others to leave with, is merged with newer of its key, and is what a slow reader loses first. Durable events
   * leave in the order of the log, whatever their priority.
   */
  readonly priority: Priority;
} & (Lasting extends "ephemeral" ? Conflation<Schema> : unknown);

/**
 * Only for ephemeral events: each durable one has an offset, and no offset may ever be skipped. What would be a
 * throttled durable event is two: a durable one for what counts, an ephemeral one for what moves.
 */
interface Conflation<Schema extends z.core.$ZodObject> {
  /**
   * Of one key on one channel only the latest value counts, as with the id of the one who types. Without it, all
   * events of this type on a channel have one key. At most 100 characters.
   */
  key?(data: z.infer<Schema>): string;
  /** At most one a second for each key; the last value always arrives. */
  readonly throttle?: true;
}

/** What a stream brings, discriminated by `type`. */
export interface StreamEvent<Type extends string = string, Data = unknown> {
  type: Type;
  data: Data;
}

interface Decoder<Event extends StreamEvent> {
  readonly name: string;
  /** Null for a value that does not fit. */
  readonly decode: (value: unknown) => Event | null;
}

export type EventDefinition<
  Name extends string = string,
  Schema extends z.core.$ZodObject = z.core.$ZodObject,
  Lasting extends Durability = Durability,
> = Declaration<Name, Schema, Lasting> & Decoder<StreamEvent<Name, z.infer<Schema>>>;

/** Names that the stream and `EventSource` use themselves. */
const RESERVED_NAMES = new Set(["connected", "heartbeat", "reset", "bye", "message", "open", "error"]);
/** Keys that the stream puts in front of an event's own fields. */
const RESERVED_KEYS = ["channel", "offset", "batch_id"];

/** Throws when the stream could not carry it: a bug that shows at the first import. */
export function defineEvent<
  const Name extends string,
  Schema extends z.core.$ZodObject,
  Lasting extends Durability,
>(declaration: Declaration<Name, Schema, Lasting>): EventDefinition<Name, Schema, Lasting> {
  const { name, schema } = declaration;
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(name) || RESERVED_NAMES.has(name))
    throw new Error(`"${name}" cannot be the name of an event`);
  for (const key of RESERVED_KEYS)
    if (key in schema._zod.def.shape)
      throw new Error(`Event "${name}" may not have a field "${key}": the stream sets it`);
  return {
    ...declaration,
    decode: (value) => {
      const parsed = z.safeParse(schema, value);
      return parsed.success ? { type: name, data: parsed.data } : null;
    },
  };
}

export interface Catalogue<Event extends StreamEvent = StreamEvent> {
  readonly names: readonly string[];
  /** The event, typed by its name; null when the name is unknown or the value does not fit. */
  readonly decode: (name: string, value: unknown) => Event | null;
}

export function defineCatalogue<const Events extends readonly StreamEvent[]>(
  definitions: {
    readonly [Index in keyof Events]: Decoder<Events[Index]>;
  },
): Catalogue<Events[number]> {
  const byName = new Map<string, Decoder<Events[number]>>();
  for (const definition of definitions) {
    if (byName.has(definition.name)) throw new Error(`Two events are called "${definition.name}"`);
    byName.set(definition.name, definition);
  }
  return { names: [...byName.keys()], decode: (name, value) => byName.get(name)?.decode(value) ?? null };
}

/** `{ type, data }` for every event of a catalogue. */
export type EventOf<Of> = Of extends Catalogue<infer Event> ? Event : never;
