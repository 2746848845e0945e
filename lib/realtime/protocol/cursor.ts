import type { Position } from "./position";

/**
 * A reader's positions as one opaque word: `v1~<channel>=<epoch>.<offset in base 36>~…`. It travels in the
 * `id:` of a frame and comes back in a header or a query, so what comes back is untrusted.
 */

const VERSION = "v1";
const MAX_LENGTH = 8 * 1024;
const ENTRY = /^([a-z][a-z0-9:-]{0,99})=([0-9a-z]{0,16})\.([0-9a-z]{1,11})$/;

export function encodePosition(channel: string, { epoch, offset }: Position): string {
  return `~${channel}=${epoch}.${offset.toString(36)}`;
}

export function encodeCursor(positions: Iterable<readonly [channel: string, position: Position]>): string {
  let cursor = VERSION;
  for (const [channel, position] of positions) cursor += encodePosition(channel, position);
  return cursor;
}

/** All positions, or null for anything that `encodeCursor` did not make: one wrong letter spoils the whole. */
export function decodeCursor(cursor: string): Map<string, Position> | null {
  if (cursor.length > MAX_LENGTH) return null;
  const [version, ...entries] = cursor.split("~");
  if (version !== VERSION) return null;
  const positions = new Map<string, Position>();
  for (const entry of entries) {
    const [, channel, epoch, digits] = ENTRY.exec(entry) ?? [];
    if (channel === undefined || epoch === undefined || digits === undefined) return null;
    const offset = Number.parseInt(digits, 36);
    if (!Number.isSafeInteger(offset) || offset.toString(36) !== digits || positions.has(channel))
      return null;
    positions.set(channel, { epoch, offset });
  }
  return positions;
}
