import * as z from "zod/mini";

/** Durable events are written to the log and reach every reader; ephemeral ones are the latest value, best effort. */
export type Durability = "durable" | "ephemeral";
export type Priority = "low" | "normal" | "high" | "urgent";

type Declaration<Name extends string, Schema extends z.core.$ZodObject, Lasting extends Durability> = {
  readonly name: Name;
  readonly schema: Schema;
  readonly durability: Lasting;
  /**
   * `urgent` is sent at once and, when ephemeral, before queued frames. A `low` ephemeral event waits up to 200 ms, is
   * merged with newer events of its key, and is the first to be dropped. Durable events keep the order of the log.
   */
  readonly priority: Priority;
} & (Lasting extends "ephemeral" ? Conflation<Schema> : unknown);

/**
 * A durable event has an offset that must never be skipped, so it cannot be conflated. Publish such a thing as two
 * events: a durable one for the outcome and an ephemeral one for the changing value.
 */
interface Conflation<Schema extends z.core.$ZodObject> {
  /** Only the latest event of a key on a channel matters. At most 100 characters. Default: one key for all. */
  key?(data: z.infer<Schema>): string;
  /** Limits delivery to one event a second per key. The last value is always delivered. */
  readonly throttle?: true;
}

export interface StreamEvent<Type extends string = string, Data = unknown> {
  type: Type;
  data: Data;
}

interface Decoder<Event extends StreamEvent> {
  readonly name: string;
  readonly decode: (value: unknown) => Event | null;
}

export type EventDefinition<
  Name extends string = string,
  Schema extends z.core.$ZodObject = z.core.$ZodObject,
  Lasting extends Durability = Durability,
> = Declaration<Name, Schema, Lasting> & Decoder<StreamEvent<Name, z.infer<Schema>>>;

/** The stream and `EventSource` use these names themselves. */
const RESERVED_NAMES = new Set(["connected", "heartbeat", "reset", "bye", "message", "open", "error"]);
/** The stream adds these fields to every event. */
const RESERVED_KEYS = ["channel", "offset", "batch_id"];

/** Throws, at the first import, for a name or a field that the stream reserves. */
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
  /** Returns null when the name is unknown or the value does not match. */
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

export type EventOf<Of> = Of extends Catalogue<infer Event> ? Event : never;
