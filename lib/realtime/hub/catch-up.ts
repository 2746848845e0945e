import "server-only";
import { durableBody } from "@/lib/realtime/protocol/frames";
import { isWhole, type LogReader, type Subscription } from "./hub-channel";

/** What the one who catches up must be able to do besides reading frames. */
interface Patient {
  readonly isClosed: boolean;
  readonly hasRoom: boolean;
  /** Resolves when there is room again, or nobody to send to; with false when there was none for so long. */
  drained(patienceMs?: number): Promise<boolean>;
  /** One piece of work after the other, whichever channel it is for. */
  inTurn(work: () => Promise<void>): Promise<void>;
}

/** So long a page of the log is kept in memory for a reader that takes nothing of it. */
const PATIENCE_MS = 1_000;

/**
 * Reads a subscription's way from its position to where the hub is, then puts it live. There is no buffer of live
 * events to drain: the hub passes the subscription by until this loop sees, with nothing else running in between,
 * that it stands where the hub stands or beyond. From then on the hub's next event is the one that is due, or
 * one that was already read here, which is dropped.
 *
 * What a reader has not taken yet waits in the log, not in memory: one page at a time, whatever the number of its
 * channels, and not even that for a reader that does not read.
 *
 * Rejects when the log cannot be read; calling again goes on where it stopped.
 */
export async function catchUp(log: LogReader, reader: Patient, subscription: Subscription): Promise<void> {
  while (!reader.isClosed && !goLive(subscription))
    await reader.inTurn(() => readPage(log, reader, subscription));
}

async function readPage(log: LogReader, reader: Patient, subscription: Subscription): Promise<void> {
  await reader.drained();
  if (reader.isClosed) return;
  const { channel, offset } = subscription;
  const before = channel.mark();
  const page = await log.readEvents(channel.name, offset);
  if (reader.isClosed) return;
  const isContinued = page.epoch === subscription.epoch || isBeforeFirst(subscription);
  if (!isContinued) subscription.reader.reset(subscription, page, "epoch");
  else if (page.head < offset) subscription.reader.reset(subscription, page, "ahead");
  else if (offset < page.tail || !isWhole(offset, page.events))
    subscription.reader.reset(subscription, page, "trimmed");
  else {
    if (page.epoch !== subscription.epoch) subscription.reader.adopt(subscription, page.epoch);
    for (const { offset, type, data } of page.events) {
      // The rest is read again when the reader takes something.
      if (!reader.hasRoom && !(await reader.drained(PATIENCE_MS))) return;
      subscription.reader.deliver(subscription, offset, durableBody(channel.name, offset, type, data), false);
    }
  }
  // The log is the truth: a hub that stands elsewhere would never be met.
  channel.correct(page, before);
}

function isBeforeFirst({ epoch, offset }: Subscription): boolean {
  return epoch === "" && offset === 0;
}

/** Live when nothing is left between the subscription and the hub; in one step, so nothing can come in between. */
function goLive(subscription: Subscription): boolean {
  const { channel } = subscription;
  if (channel.offset === undefined || subscription.offset < channel.offset) return false;
  if (subscription.epoch !== channel.epoch) {
    if (!isBeforeFirst(subscription)) return false;
    subscription.reader.adopt(subscription, channel.epoch);
  }
  subscription.isLive = true;
  return true;
}
