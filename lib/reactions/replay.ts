import "server-only";
import { queryable } from "@/lib/db/client";
import { transaction } from "@/lib/db/transaction";
import { readManyChannels } from "@/lib/realtime/log/read-many";
import type { Reaction } from "./define-reaction";

const RANGE = 100;

/**
 * Handles the events after offset `after` up to `upTo` again, in order, without moving the position.
 *
 * @public Repairs the effects of a reaction: docs/guarantee.md; no page calls it yet.
 * @throws for a reaction that is not replayable, for a range that the log no longer holds completely, and when a handler
 * throws; earlier pages then stay handled
 */
export async function replay(
  reaction: Reaction,
  channel: string,
  after: number,
  upTo: number,
): Promise<number> {
  if (!reaction.isReplayable) throw new Error(`The reaction "${reaction.name}" cannot be replayed`);
  let events = 0;
  for (let offset = after; offset < upTo; offset += RANGE) {
    const range = Math.min(RANGE, upTo - offset);
    const pages = await readManyChannels(await queryable(), [{ channel, offset }], {
      types: reaction.eventNames,
      range,
    });
    const page = pages.get(channel);
    if (page === undefined || offset < page.tail || upTo > page.head)
      throw new Error(`The log does not hold ${channel} from ${after + 1} to ${upTo}`);
    const { epoch } = page;
    await transaction((tx) =>
      reaction.apply(
        tx,
        page.events.map((event) => ({ ...event, channel, epoch })),
      ),
    );
    events += page.events.length;
  }
  return events;
}
