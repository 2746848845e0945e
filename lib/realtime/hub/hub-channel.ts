import "server-only";
import { type BusMessage, conflationKey } from "@/lib/realtime/bus/bus";
import type { EphemeralFrame } from "@/lib/realtime/connection/outbox";
import { encodeEvent } from "@/lib/realtime/log/encoded-page";
import type { FrameCache } from "@/lib/realtime/log/frame-cache";
import type { LogChanges, LogEvent, LogPage, PageRequest } from "@/lib/realtime/log/log";
import { channelKey } from "@/lib/realtime/protocol/channel-hash";
import { ephemeralFrame } from "@/lib/realtime/protocol/frames";
import { accept, type LogHead, type ResetReason } from "@/lib/realtime/protocol/position";
import type { TimedThrottle } from "@/lib/realtime/publish/timed-throttle";
import { logger } from "@/lib/server/logger";
import type { DeliveryTimes } from "./delivery-times";

export interface LogReader {
  readHeads(names: readonly string[]): Promise<Map<string, LogHead>>;
  readEvents(channel: string, after: number): Promise<LogPage>;
  readPages(wanted: readonly PageRequest[]): Promise<LogPage[]>;
  readChanges(since: number | null): Promise<LogChanges>;
}

export interface HubCounts {
  dispatched: number;
  dropped: number;
  fills: number;
  /** Events that the log supplied to live readers, because no message of the bus brought them in time. */
  repaired: number;
  /** Channels whose live readers had to read anew, because the log could not supply what they missed. */
  lost: number;
  resets: number;
  /** `shed`: ephemeral frames dropped for slow readers; `slow`: readers that were disconnected as too slow. */
  shed: number;
  slow: number;
  readFailures: number;
}

export interface Subscription {
  readonly channel: HubChannel;
  readonly reader: ChannelReader;
  epoch: string;
  offset: number;
  /** False while the reader catches up from the log; the hub then skips it. */
  isLive: boolean;
  /** True once `connected` or a reset has announced the position. */
  isPlaced: boolean;
}

export interface ChannelReader {
  deliver(subscription: Subscription, offset: number, body: Uint8Array, isUrgent: boolean): void;
  deliverEphemeral(frame: EphemeralFrame): void;
  reset(subscription: Subscription, log: LogHead, reason: ResetReason): void;
  /** Called when the channel has its first event, and with it an epoch. */
  adopt(subscription: Subscription, epoch: string): void;
}

export interface Mark {
  readonly epoch: string;
  readonly offset: number | undefined;
}

export interface ChannelHost {
  readonly log: LogReader;
  readonly counts: HubCounts;
  readonly throttle: TimedThrottle<BusMessage>;
  readonly frames: FrameCache;
  readonly times: DeliveryTimes;
  /** `retry` must be called later: the log could not be read. */
  failed(channel: HubChannel): void;
}

/** Filling dispatches so much in one turn, so that queues can drain in between. */
const FILL_TURN_BYTES = 64 * 1024;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function isWhole(after: number, events: readonly Pick<LogEvent, "offset">[]): boolean {
  return events.every(({ offset }, index) => offset === after + 1 + index);
}

/** All live readers are at or beyond `offset`; missing events are read from the log once for all of them. */
export class HubChannel {
  readonly subscriptions = new Set<Subscription>();
  readonly key: string;
  epoch = "";
  /** The highest dispatched offset; undefined until the head was first read. */
  offset: number | undefined;
  #highestKnown = 0;
  #isFilling = false;
  #isComparing = false;
  /** A comparison with the log is due or running. */
  #isSuspect = false;
  /** The head that the last position check found and no message has announced; 0 for none. */
  #missed = 0;

  constructor(
    readonly name: string,
    readonly shard: number,
    private readonly host: ChannelHost,
  ) {
    this.key = channelKey(name);
  }

  get isMissing(): boolean {
    return this.#missed !== 0;
  }

  /** The message may be a copy, early, or of another epoch. */
  onMessage(message: BusMessage): void {
    const { offset, epoch, type, data, priority, at } = message;
    if (offset === null) {
      // Several processes may publish one key, each at most once a second.
      if (!message.isThrottled || this.host.throttle.admits(conflationKey(message), message))
        this.dispatchEphemeral(message);
      return;
    }
    if (offset === this.#missed) this.#missed = 0;
    if (this.offset === undefined) {
      this.#highestKnown = Math.max(this.#highestKnown, offset);
      return;
    }
    if (epoch !== this.epoch && !this.#adopt(epoch)) {
      void this.#compare();
      return;
    }
    const verdict = accept(this.offset, offset);
    if (verdict === "drop") this.host.counts.dropped++;
    // While filling, the log supplies this event too.
    else if (verdict === "gap" || this.#isFilling) this.fillTo(offset);
    else this.#dispatch({ offset, type, data, at }, priority === "urgent");
  }

  dispatchEphemeral(message: BusMessage): void {
    const { type, data, priority, isThrottled } = message;
    const body = ephemeralFrame(this.name, type, data);
    const frame: EphemeralFrame = { body, key: conflationKey(message), priority, isThrottled };
    for (const { reader } of this.subscriptions) reader.deliverEphemeral(frame);
  }

  onHead(log: LogHead): void {
    if (this.offset === undefined) {
      this.epoch = log.epoch;
      this.offset = log.head;
      this.fillTo(this.#highestKnown);
    } else if (log.epoch !== this.epoch && log.epoch !== "") {
      if (this.#adopt(log.epoch)) this.fillTo(log.head);
      else this.resetAll(log, "epoch");
    }
  }

  mark(): Mark {
    return { epoch: this.epoch, offset: this.offset };
  }

  /** Resets the channel if a head read after `before` contradicts what was dispatched. */
  correct(log: LogHead, before: Mark): void {
    if (this.offset === undefined || before.offset === undefined || this.epoch !== before.epoch) return;
    if (log.epoch !== this.epoch && !this.#adopt(log.epoch)) this.resetAll(log, "epoch");
    // Dispatched events were committed, so a shorter log is another log.
    else if (log.head < before.offset) this.resetAll(log, "ahead");
  }

  /** Returns true when the log holds an event that no message has announced. */
  checkPosition(log: LogHead): boolean {
    this.#missed = 0;
    if (this.offset === undefined) return false;
    // Events may have come while the log was being read: a second read tells that from another log.
    if ((log.epoch !== this.epoch && !this.#adopt(log.epoch)) || log.head < this.offset) void this.#compare();
    else if (log.head > this.offset) {
      this.#missed = log.head;
      this.fillTo(log.head);
    }
    return this.isMissing;
  }

  retry(): void {
    if (this.#isSuspect) void this.#compare();
    this.fillTo(0);
  }

  resetAll(head: LogHead, reason: ResetReason): void {
    logger.warn({ reason, channel: this.name }, "A channel was reset");
    this.host.counts.lost++;
    this.host.frames.forget(this.name);
    this.epoch = head.epoch;
    this.offset = head.head;
    this.#highestKnown = head.head;
    for (const subscription of this.subscriptions)
      if (subscription.isLive) subscription.reader.reset(subscription, head, reason);
  }

  fillTo(offset: number): void {
    this.#highestKnown = Math.max(this.#highestKnown, offset);
    if (this.offset !== undefined && this.#highestKnown > this.offset && !this.#isFilling) void this.#fill();
  }

  #adopt(epoch: string): boolean {
    if (this.epoch !== "" || this.offset !== 0) return false;
    this.epoch = epoch;
    for (const subscription of this.subscriptions)
      if (subscription.isLive) subscription.reader.adopt(subscription, epoch);
    return true;
  }

  #dispatch(event: LogEvent, isUrgent: boolean): number {
    const encoded = encodeEvent(this.name, event);
    const { offset, body } = encoded;
    this.offset = offset;
    this.host.counts.dispatched++;
    this.host.frames.add(this.name, this.epoch, encoded);
    for (const subscription of this.subscriptions)
      if (subscription.isLive) subscription.reader.deliver(subscription, offset, body, isUrgent);
    if (event.at !== undefined && this.subscriptions.size > 0) this.host.times.add(event.at);
    return body.byteLength;
  }

  /** Reads the head again to find out whether the log was replaced. */
  async #compare(): Promise<void> {
    this.#isSuspect = true;
    if (this.#isComparing) return;
    this.#isComparing = true;
    try {
      const before = this.mark();
      const head = (await this.host.log.readHeads([this.name])).get(this.name);
      this.#isSuspect = false;
      if (head === undefined) return;
      this.correct(head, before);
      this.onHead(head);
      this.fillTo(head.epoch === this.epoch ? head.head : 0);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#isComparing = false;
    }
  }

  async #fill(): Promise<void> {
    this.#isFilling = true;
    this.host.counts.fills++;
    try {
      while (this.subscriptions.size > 0 && this.offset !== undefined && this.offset < this.#highestKnown)
        await this.#fillPage(this.offset);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#isFilling = false;
    }
  }

  async #fillPage(after: number): Promise<void> {
    const page = await this.host.log.readEvents(this.name, after);
    // The page was read before a reset.
    if (this.offset !== after) return;
    if (page.epoch !== this.epoch && !this.#adopt(page.epoch)) return this.resetAll(page, "epoch");
    if (page.head < after) return this.resetAll(page, "ahead");
    if (after < page.tail || !isWhole(after, page.events)) return this.resetAll(page, "trimmed");
    // The announced event is not in the log.
    if (page.events.length === 0) this.#highestKnown = after;
    let bytes = 0;
    for (const event of page.events) {
      if (this.offset !== event.offset - 1) return;
      bytes += this.#dispatch(event, false);
      this.host.counts.repaired++;
      if (bytes < FILL_TURN_BYTES) continue;
      bytes = 0;
      await nextTurn();
    }
  }

  #failed(error: unknown): void {
    this.host.counts.readFailures++;
    this.host.failed(this);
    logger.warn({ error, channel: this.name }, "The log could not be read; tried again with the next check");
  }
}
