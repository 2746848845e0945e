import "server-only";
import type { EncodedEvent, EncodedPage } from "@/lib/realtime/log/encoded-page";
import type { FrameCache } from "@/lib/realtime/log/frame-cache";
import type { SharedPages } from "@/lib/realtime/log/shared-pages";
import { isWhole, type Mark, type Subscription } from "./hub-channel";

interface CatchUpReader {
  readonly isClosed: boolean;
  readonly hasRoom: boolean;
  /** Resolves with true when there is room or the stream is closed, with false after `timeoutMs`. */
  waitForRoom(timeoutMs?: number): Promise<boolean>;
  runInOrder(work: () => Promise<void>): Promise<void>;
}

/** A page read after the reader was registered, and the channel's position before the read. */
export interface FirstPage {
  readonly page: EncodedPage;
  readonly before: Mark;
}

export interface Past {
  readonly frames: FrameCache;
  readonly pages: SharedPages;
}

const TIMEOUT_MS = 1_000;

/**
 * Reads a subscription from its position up to the hub's, then sets it live. No live events are buffered: the hub
 * skips the subscription until this loop finds, in one synchronous step, that it is at the hub's position or beyond.
 * At most one page per reader is in memory. Rejects when the log cannot be read; a later call continues.
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
  // A hub that differs from the log could never be caught up with.
  channel.correct(page, before);
}

async function takeEvents(
  reader: CatchUpReader,
  subscription: Subscription,
  events: readonly EncodedEvent[],
): Promise<void> {
  for (const { offset, body } of events) {
    if (!reader.hasRoom && !(await reader.waitForRoom(TIMEOUT_MS))) return;
    subscription.reader.deliver(subscription, offset, body, false);
  }
}

function isBeforeFirst({ epoch, offset }: Subscription): boolean {
  return epoch === "" && offset === 0;
}

/** Synchronous, so no event can come between the comparison and the change. */
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
