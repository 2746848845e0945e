/** The channel of Redis that carries a shard. It reaches a URL unencoded: letters, digits, `:`, `_` and `-` only. */
export function topicOf(shard: number): string {
  return `pw:shard:${shard}`;
}
