/** Put into a URL unencoded: letters, digits, `:`, `_` and `-` only. */
export function topicOf(shard: number): string {
  return `pw:shard:${shard}`;
}
