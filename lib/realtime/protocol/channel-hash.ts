/** Every instance and every page must compute the same values. */

/** FNV-1a over the name. A change of BUS_SHARDS takes effect only when all instances have it. */
export function shardOf(name: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % shards;
}

export const CHANNEL_KEY_LENGTH = 10;
const KEYS = 36 ** CHANNEL_KEY_LENGTH;

/**
 * Returns ten characters of base 36 (cyrb53, reduced to 51 bits). Two channels of one cursor with the same key would
 * share a position; their epochs differ, so a reader gets a `reset` and not a gap.
 */
export function channelKey(name: string): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    low = Math.imul(low ^ code, 0x9e3779b1);
    high = Math.imul(high ^ code, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  const hash = 2 ** 32 * (high & 0x1fffff) + (low >>> 0);
  return (hash % KEYS).toString(36).padStart(CHANNEL_KEY_LENGTH, "0");
}
