import { CHANNEL_KEY_LENGTH, channelKey } from "./channel-hash";
import { CURSOR_LENGTH } from "./limits";
import type { Position } from "./position";

/**
 * A cursor is `v2*<key><epoch>.<offset in base 36>*…`, one entry per channel. It comes back in a header or a query, so
 * it is untrusted. Frames to our own client carry only the changed position: `c2*<entry>`, which is no cursor.
 */

export const CURSOR_VERSION = "v2";
const CHANGE = "c2";
/** Open pages may still hold `v1~<channel>=<epoch>.<offset>~…`. */
const NAMED_VERSION = "v1";

const PLACE = "([0-9a-z]{0,16})\\.([0-9a-z]{1,11})$";
const KEYED_ENTRY = new RegExp(`^([0-9a-z]{${CHANNEL_KEY_LENGTH}})${PLACE}`);
const NAMED_ENTRY = new RegExp(`^([a-z][a-z0-9:-]{0,99})=${PLACE}`);

export function encodeEntry(key: string, { epoch, offset }: Position): string {
  return `*${key}${epoch}.${offset.toString(36)}`;
}

/** Returns the `id:` of a frame for a reader that folds it into the positions it holds. */
export function encodeChange(key: string, position: Position): string {
  return CHANGE + encodeEntry(key, position);
}

export class Positions {
  constructor(private readonly byKey: Map<string, Position> = new Map()) {}

  get size(): number {
    return this.byKey.size;
  }

  get(channel: string): Position | undefined {
    return this.byKey.get(channelKey(channel));
  }

  has(channel: string): boolean {
    return this.byKey.has(channelKey(channel));
  }

  set(channel: string, { epoch, offset }: Position): void {
    this.byKey.set(channelKey(channel), { epoch, offset });
  }

  retain(channels: Iterable<string>): void {
    const keys = new Set<string>();
    for (const channel of channels) keys.add(channelKey(channel));
    for (const key of this.byKey.keys()) if (!keys.has(key)) this.byKey.delete(key);
  }

  fold(changed: Positions): void {
    for (const [key, position] of changed.byKey) this.byKey.set(key, position);
  }

  adopt(known: Positions): void {
    for (const [key, position] of known.byKey) if (!this.byKey.has(key)) this.byKey.set(key, position);
  }

  encode(): string {
    let cursor = CURSOR_VERSION;
    for (const [key, position] of this.byKey) cursor += encodeEntry(key, position);
    return cursor;
  }
}

export function encodeCursor(entries: Iterable<readonly [channel: string, position: Position]>): string {
  const positions = new Positions();
  for (const [channel, position] of entries) positions.set(channel, position);
  return positions.encode();
}

/** Returns null when an entry is not canonical or a channel occurs twice. */
function decodeEntries(
  entries: readonly string[],
  pattern: RegExp,
  toKey: (name: string) => string,
): Positions | null {
  const byKey = new Map<string, Position>();
  for (const entry of entries) {
    const [, name, epoch, digits] = pattern.exec(entry) ?? [];
    if (name === undefined || epoch === undefined || digits === undefined) return null;
    const key = toKey(name);
    const offset = Number.parseInt(digits, 36);
    if (!Number.isSafeInteger(offset) || offset.toString(36) !== digits || byKey.has(key)) return null;
    byKey.set(key, { epoch, offset });
  }
  return new Positions(byKey);
}

/** Returns null for anything but a whole cursor. One invalid entry invalidates all. */
export function decodeCursor(cursor: string): Positions | null {
  if (cursor.length > CURSOR_LENGTH) return null;
  const [version, ...entries] = cursor.split("*");
  if (version === CURSOR_VERSION) return decodeEntries(entries, KEYED_ENTRY, (key) => key);
  const [named, ...places] = cursor.split("~");
  return named === NAMED_VERSION ? decodeEntries(places, NAMED_ENTRY, channelKey) : null;
}

/** Accepts a whole cursor, or the one position that changed. */
export function decodeId(id: string): Positions | null {
  if (!id.startsWith(`${CHANGE}*`)) return decodeCursor(id);
  const [, ...entries] = id.split("*");
  return entries.length === 1 ? decodeEntries(entries, KEYED_ENTRY, (key) => key) : null;
}
