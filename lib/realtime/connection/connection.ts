import "server-only";
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { ChannelReader, HubChannel, Subscription } from "@/lib/realtime/hub/hub-channel";
import { CURSOR_VERSION, encodeChange, encodeEntry } from "@/lib/realtime/protocol/cursor";
import {
  type ByeReason,
  byeFrame,
  connectedFrame,
  openEnded,
  resetBody,
} from "@/lib/realtime/protocol/frames";
import { accept, type LogHead, type ResetReason } from "@/lib/realtime/protocol/position";
import { ConnectionStream } from "./connection-stream";
import { type EphemeralFrame, Outbox } from "./outbox";
import type { ChunkSource } from "./sink";

/** A reader with more bytes waiting is too slow: ephemeral frames are dropped, then the connection ends. */
const QUEUE_LIMIT_BYTES = 256 * 1024;
/** Heartbeats without progress after which a reader is disconnected. */
const IDLE_HEARTBEATS = 3;
/** Bytes above which a flush does not wait for the end of the turn, and catching up waits for the reader. */
const EARLY_FLUSH_BYTES = 64 * 1024;
/** An ended stream waits so long for a reader that takes nothing. */
const LINGER_MS = 5_000;

const RETRY_MS: Record<ByeReason, readonly [from: number, to: number]> = {
  // Streams began at different times, so they reach their limits at different times.
  limit: [0, 500],
  // All streams end at once: they must not come back at once.
  shutdown: [500, 5_000],
  slow: [1_000, 3_000],
  signed_out: [0, 0],
  dropped: [200, 2_000],
};

export interface ConnectionHost {
  flushSoon(connection: Connection): void;
  flushLater(connection: Connection): void;
  detach(connection: Connection): void;
  /** Called when live delivery found a gap: the subscription has to catch up from the log again. */
  catchUp(subscription: Subscription, connection: Connection): void;
  countReset(): void;
  countShed(frames: number): void;
  countSlow(): void;
}

/** One client's stream. Implements the listeners itself, so that an idle connection costs no timer and no closure. */
export class Connection implements ChannelReader, ChunkSource, EventListenerObject {
  readonly id = randomUUID();
  readonly body: ConnectionStream;
  readonly subscriptions: readonly Subscription[];
  nextHeartbeatAt = 0;
  endsAt = Number.POSITIVE_INFINITY;
  isFlushing = false;
  isWaiting = false;
  isClosed = false;
  #hasSentConnected = false;
  readonly #outbox = new Outbox();
  #onDrained: (() => void) | undefined;
  #reading: Promise<void> | undefined;
  #idleHeartbeats = 0;
  /** `#before` is the cursor up to the offset of this subscription: see `#cursorAt`. */
  #varying: Subscription | undefined;
  #before = "";
  /** A frame has moved the reader since it was last sent the whole cursor. */
  #hasMoved = false;

  constructor(
    private readonly host: ConnectionHost,
    private readonly signal: AbortSignal,
    channels: readonly HubChannel[],
    response: ServerResponse | undefined,
    /** The reader folds positions itself: its frames carry only the one that changed, heartbeats the whole cursor. */
    private readonly foldsIds: boolean,
  ) {
    this.subscriptions = channels.map((channel) => ({
      channel,
      reader: this,
      epoch: "",
      offset: 0,
      isLive: false,
      isPlaced: false,
    }));
    this.body = new ConnectionStream(this, response);
    signal.addEventListener("abort", this, { once: true });
  }

  resume(): void {
    this.flush();
  }

  onClosed(): void {
    this.close("disconnected");
  }

  get queuedBytes(): number {
    return this.#outbox.size + this.body.waitingBytes;
  }

  get hasRoom(): boolean {
    return this.#outbox.size <= EARLY_FLUSH_BYTES;
  }

  handleEvent(): void {
    this.close("disconnected");
  }

  /** Channels without a position are missing in the first frame's cursor and get a reset. */
  sendConnected(resumed: boolean, heartbeatMs: number, now: Date): void {
    this.#hasSentConnected = true;
    const about = {
      connection_id: this.id,
      channels: this.subscriptions.map(({ channel }) => channel.name),
      resumed,
      heartbeat_ms: heartbeatMs,
      server_time: now.toISOString(),
    };
    this.#send(connectedFrame(about, this.#cursor()));
    this.flush();
  }

  place(subscription: Subscription, epoch: string, offset: number): void {
    subscription.epoch = epoch;
    subscription.offset = offset;
    subscription.isPlaced = true;
    this.#varying = undefined;
  }

  deliver(subscription: Subscription, offset: number, body: Uint8Array, isUrgent: boolean): void {
    if (this.isClosed) return;
    const verdict = accept(subscription.offset, offset);
    if (verdict === "drop") return;
    if (verdict === "gap") {
      subscription.isLive = false;
      this.host.catchUp(subscription, this);
      return;
    }
    subscription.offset = offset;
    this.#send(body, this.#cursorAt(subscription));
    if (isUrgent) this.flush();
  }

  /** Sends nothing before `connected`, which is the first frame of every stream. */
  deliverEphemeral(frame: EphemeralFrame): void {
    if (!this.#hasSentConnected || this.isClosed) return;
    this.#outbox.pushEphemeral(frame);
    if (!this.#enforceLimit()) return;
    if (frame.priority === "urgent") this.flush();
    else if (frame.priority === "low") this.host.flushLater(this);
    else this.host.flushSoon(this);
  }

  reset(subscription: Subscription, log: LogHead, reason: ResetReason): void {
    this.place(subscription, log.epoch, log.head);
    this.host.countReset();
    this.#send(resetBody(subscription.channel.name, log, reason), this.#cursorAt(subscription));
  }

  adopt(subscription: Subscription, epoch: string): void {
    subscription.epoch = epoch;
    this.#varying = undefined;
  }

  sendHeartbeat(frame: Uint8Array): void {
    if (!this.#hasSentConnected) return;
    if (this.#outbox.size === this.#outbox.lowSize) {
      if (!this.#hasMoved) this.#send(frame);
      else this.#send(openEnded(frame), this.#cursor());
      this.#hasMoved = false;
    } else if (!this.body.isReady && ++this.#idleHeartbeats >= IDLE_HEARTBEATS) this.close("slow");
  }

  /** Resolves with true when there is room or the stream is closed, false after `timeoutMs`. One caller at a time. */
  waitForRoom(timeoutMs?: number): Promise<boolean> {
    if (this.isClosed || this.hasRoom) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const answer = (isDrained: boolean) => {
      clearTimeout(timer);
      this.#onDrained = undefined;
      resolve(isDrained);
    };
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => answer(false), timeoutMs);
    this.#onDrained = () => {
      if (this.isClosed || this.hasRoom) answer(true);
    };
    return promise;
  }

  runInOrder(work: () => Promise<void>): Promise<void> {
    const mine = this.#reading === undefined ? work() : this.#reading.then(work, work);
    const done = () => {
      if (this.#reading === mine) this.#reading = undefined;
    };
    this.#reading = mine;
    mine.then(done, done);
    return mine;
  }

  flush(): void {
    if (this.isClosed || !this.body.isReady) return;
    const chunk = this.#outbox.take(this.body.isChunked);
    if (chunk === null) return;
    this.#idleHeartbeats = 0;
    this.body.write(chunk);
    this.#onDrained?.();
  }

  /** Idempotent. `disconnected`: the client is gone, so no `bye` is sent. */
  close(reason: ByeReason | "disconnected"): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.signal.removeEventListener("abort", this);
    this.host.detach(this);
    if (reason === "slow") this.host.countSlow();
    this.#end(reason);
    this.#outbox.clear();
    this.#onDrained?.();
  }

  #end(reason: ByeReason | "disconnected"): void {
    if (reason !== "disconnected") {
      if (reason === "slow") this.#outbox.clear();
      const [from, to] = RETRY_MS[reason];
      this.#outbox.push(byeFrame(reason, from + Math.random() * (to - from)));
      const rest = this.#outbox.take(this.body.isChunked);
      if (rest !== null) this.body.write(rest);
      // Closing waits for the reader; one that takes nothing any more would hold the response open for ever.
      setTimeout(() => this.body.fail(new Error("The reader is gone")), LINGER_MS).unref();
    }
    this.body.end();
  }

  #send(body: Uint8Array, id?: string): void {
    if (this.isClosed) return;
    this.#outbox.push(body, id);
    if (this.#enforceLimit()) this.host.flushSoon(this);
  }

  /** Returns false when the reader was too slow even without ephemeral frames: its stream has ended. */
  #enforceLimit(): boolean {
    // A burst within one turn says nothing about the reader, which takes now what it can.
    if (!this.hasRoom) this.flush();
    if (this.#outbox.size <= QUEUE_LIMIT_BYTES) return true;
    this.host.countShed(this.#outbox.shed(QUEUE_LIMIT_BYTES));
    if (this.#outbox.size <= QUEUE_LIMIT_BYTES) return true;
    this.close("slow");
    return false;
  }

  /** Most whole cursors differ from the one before in the offset of one channel: the rest is kept as text. */
  #cursorAt(subscription: Subscription): string {
    const { key } = subscription.channel;
    if (this.foldsIds) {
      this.#hasMoved = true;
      return encodeChange(key, subscription);
    }
    if (this.#varying !== subscription) {
      this.#before =
        this.#cursor(subscription) + encodeEntry(key, { epoch: subscription.epoch, offset: 0 }).slice(0, -1);
      this.#varying = subscription;
    }
    return this.#before + subscription.offset.toString(36);
  }

  #cursor(except?: Subscription): string {
    let cursor = CURSOR_VERSION;
    for (const subscription of this.subscriptions)
      if (subscription.isPlaced && subscription !== except)
        cursor += encodeEntry(subscription.channel.key, subscription);
    return cursor;
  }
}
