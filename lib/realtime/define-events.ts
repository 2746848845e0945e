import type * as z from "zod";

/**
 * What may travel over a channel. Each event is declared once, beside the domain it belongs to; producers
 * and consumers both take their types from the declaration.
 */

/** Durable events are written to the log and reach every reader; ephemeral ones are the latest value, best effort. */
export type Durability = "durable" | "ephemeral";
export type Priority = "low" | "normal" | "high" | "urgent";

export interface EventDefinition<
  Name extends string = string,
  Schema extends z.ZodObject = z.ZodObject,
  Lasting extends Durability = Durability,
> {
  readonly name: Name;
  readonly schema: Schema;
  readonly durability: Lasting;
  readonly priority: Priority;
  /** At most one a second for each key; the last value always arrives. */
  readonly throttle?: { readonly key: (data: z.infer<Schema>) => string; readonly perSecond: 1 };
}

/** Names that the stream and `EventSource` use themselves. */
const RESERVED_NAMES = new Set(["connected", "heartbeat", "reset", "bye", "message", "open", "error"]);
/** Keys that the stream puts in front of an event's own fields. */
const RESERVED_KEYS = ["channel", "offset", "batch_id"];

/** Throws when the declaration could not be carried by the stream: a bug that shows at the first import. */
export function defineEvent<
  const Name extends string,
  Schema extends z.ZodObject,
  Lasting extends Durability,
>(definition: EventDefinition<Name, Schema, Lasting>): EventDefinition<Name, Schema, Lasting> {
  const { name, schema } = definition;
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(name) || RESERVED_NAMES.has(name))
    throw new Error(`"${name}" cannot be the name of an event`);
  for (const key of RESERVED_KEYS)
    if (key in schema.shape)
      throw new Error(`Event "${name}" may not have a field "${key}": the stream sets it`);
  return definition;
}

export interface Catalogue<Definition extends EventDefinition = EventDefinition> {
  readonly names: readonly string[];
  readonly find: (name: string) => Definition | undefined;
}

export function defineCatalogue<const Definitions extends readonly EventDefinition[]>(
  definitions: Definitions,
): Catalogue<Definitions[number]> {
  const byName = new Map<string, Definitions[number]>();
  for (const definition of definitions) {
    if (byName.has(definition.name)) throw new Error(`Two events are called "${definition.name}"`);
    byName.set(definition.name, definition);
  }
  return { names: [...byName.keys()], find: (name) => byName.get(name) };
}

/** `{ type, data }` for every event of a catalogue, discriminated by `type`. */
export type EventOf<Of> =
  Of extends Catalogue<infer Definition>
    ? Definition extends EventDefinition<infer Name, infer Schema>
      ? { type: Name; data: z.infer<Schema> }
      : never
    : never;
