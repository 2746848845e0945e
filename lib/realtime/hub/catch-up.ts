import "server-only";
import type { EncodedEvent, EncodedPage } from "@/lib/realtime/log/encoded-page";
import type { FrameCache } from "@/lib/realtime/log/frame-cache";
import type { SharedPages } from "@/lib/realtime/log/shared-pages";
import { isWhole, type Mark, type Subscription } from "./hub-channel";

/** What a reader that catches up can do besides taking frames. */
interface CatchUpReader {
  readonly isClosed: boolean;
  readonly hasRoom: boolean;
  /** Resolves when there is room again, or nobody to send to; with false when there was none for so long. */
  waitForRoom(timeoutMs?: number): Promise<boolean>;
  /** One piece of work after the other, whichever channel it is for. */
  runInOrder(work: () => Promise<void>): Promise<void>;
}

/** A page that was read after the reader had been registered, and how the channel stood before that. */
export interface FirstPage {
  readonly page: EncodedPage;
  readonly before: Mark;
}

/** Where missed events come from, the cheapest first. */
export interface Past {
  readonly frames: FrameCache;
  readonly pages: SharedPages;
}

/** So long a page of the log is kept in memory for a reader that takes nothing of it. */
const TIMEOUT_MS = 1_000;

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
export async function catchUp(
  past: Past,
  reader: CatchUpReader,
  subscription: Subscription,
  first?: FirstPage,
): Promise<void> {
  let next = first;
  while (!reader.isClosed && !goLive(subscription)) {
    const known = next;
    next = undefined;
    await reader.runInOrder(() => catchUpOnce(past, reader, subscription, known));
  }
}

async function catchUpOnce(
  { frames, pages }: Past,
  reader: CatchUpReader,
  subscription: Subscription,
  first: FirstPage | undefined,
): Promise<void> {
  await reader.waitForRoom();
  if (reader.isClosed) return;
  const { channel, epoch, offset } = subscription;
  if (first !== undefined && first.page.events.length > 0)
    return takePage(reader, subscription, first.page, first.before);
  const cached = frames.after(channel.name, epoch, offset);
  if (cached.length > 0) return takeEvents(reader, subscription, cached);
  const sharing = pages.shared(channel.name, epoch, offset);
  if (sharing !== undefined) {
    const shared = await sharing;
    if (reader.isClosed) return;
    if (shared.length > 0) return takeEvents(reader, subscription, shared);
  }
  const before = channel.mark();
  await takePage(reader, subscription, await pages.read(channel.name, offset), before);
}

async function takePage(
  reader: CatchUpReader,
  subscription: Subscription,
  page: EncodedPage,
  before: Mark,
): Promise<void> {
  if (reader.isClosed) return;
  const { channel, offset } = subscription;
  const isContinued = page.epoch === subscription.epoch || isBeforeFirst(subscription);
  if (!isContinued) subscription.reader.reset(subscription, page, "epoch");
  else if (page.head < offset) subscription.reader.reset(subscription, page, "ahead");
  else if (offset < page.tail || !isWhole(offset, page.events))
    subscription.reader.reset(subscription, page, "trimmed");
  else {
    if (page.epoch !== subscription.epoch) subscription.reader.adopt(subscription, page.epoch);
    await takeEvents(reader, subscription, page.events);
  }
  // The log is the truth: a hub that stands elsewhere would never be met.
  channel.correct(page, before);
}

async function takeEvents(
  reader: CatchUpReader,
  subscription: Subscription,
  events: readonly EncodedEvent[],
): Promise<void> {
  for (const { offset, body } of events) {
    // The rest is read again when the reader takes something.
    if (!reader.hasRoom && !(await reader.waitForRoom(TIMEOUT_MS))) return;
    subscription.reader.deliver(subscription, offset, body, false);
  }
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
