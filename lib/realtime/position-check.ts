import "server-only";
import type { HubChannel, LogReader, Mark } from "./hub-channel";
import { UNWRITTEN } from "./position";

/**
 * Compares all channels with the log in one query. A channel that is behind starts to fill itself. Answers with the
 * shards of which the bus has left something out: an event that the look before this one found, and that no
 * message has told of since. (A doorbell that was merely under way has arrived by now.)
 */
export async function checkPositions(log: LogReader, channels: Iterable<HubChannel>): Promise<Set<number>> {
  const looked = new Map<HubChannel, Mark>();
  for (const channel of channels) if (channel.offset !== undefined) looked.set(channel, channel.mark());
  const heads = await log.readHeads([...looked.keys()].map(({ name }) => name));
  const silent = new Set<number>();
  for (const [channel, before] of looked)
    if (channel.look(heads.get(channel.name) ?? UNWRITTEN, before)) silent.add(channel.shard);
  return silent;
}
