/**
 * Declares kinds of channels: named, ordered logs of events. Each domain declares its own in a file that the browser
 * shares (`lib/<domain>/model/channels.ts`); the server declares read access in channel-rules.ts.
 */

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
export const PARAM = "{id}";

type Params<Pattern extends string> = Pattern extends `${string}{id}${string}` ? [id: string] : [];

export interface Channel<EventName extends string = string> {
  readonly name: string;
  readonly events: readonly EventName[];
}

interface Declaration<Kind extends string, Pattern extends string, EventName extends string> {
  readonly kind: Kind;
  /** For example `order:{id}`. */
  readonly pattern: Pattern;
  /** Matches every id of this kind. Default: a UUID in lower case. */
  readonly id?: RegExp;
  /** Without schemas, which would add to a page's first load. */
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
