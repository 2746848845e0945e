/**
 * Kinds of channels: named, ordered logs of events. Each domain declares its kinds once, in a file that the browser
 * shares (`lib/<domain>/model/channels.ts`). Read access is declared on the server: channel-rules.ts.
 */

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
/** The placeholder of the parameter in a pattern. */
export const PARAM = "{id}";

/** `[id: string]` for a pattern with an `{id}`, nothing for one without. */
type Params<Pattern extends string> = Pattern extends `${string}{id}${string}` ? [id: string] : [];

/** A channel and the names of the events that are published on it. */
export interface Channel<EventName extends string = string> {
  readonly name: string;
  readonly events: readonly EventName[];
}

interface Declaration<Kind extends string, Pattern extends string, EventName extends string> {
  readonly kind: Kind;
  /** The channel's name, with `{id}` for its parameter: `order:{id}`. */
  readonly pattern: Pattern;
  /** Matches every id of this kind. Default: a UUID in lower case. */
  readonly id?: RegExp;
  /** Names of the published events, without their schemas, which would add to a page's first load. */
  readonly events: readonly EventName[];
}

export interface ChannelKind<
  Kind extends string = string,
  Pattern extends string = string,
  EventName extends string = string,
> {
  readonly kind: Kind;
  readonly pattern: string;
  readonly id: RegExp;
  readonly events: readonly EventName[];
  readonly name: (...params: Params<Pattern>) => string;
  readonly of: (...params: Params<Pattern>) => Channel<EventName>;
}

export function defineChannel<
  const Kind extends string,
  const Pattern extends string,
  const EventName extends string,
>({
  kind,
  pattern,
  id = UUID,
  events,
}: Declaration<Kind, Pattern, EventName>): ChannelKind<Kind, Pattern, EventName> {
  const name = (...[value = ""]: readonly string[]) => pattern.replace(PARAM, value);
  return { kind, pattern, id, events, name, of: (...params) => ({ name: name(...params), events }) };
}
