import "server-only";
import type { ServerResponse } from "node:http";
import type { Bus, BusStats } from "@/lib/realtime/bus/bus";
import { begin } from "@/lib/realtime/connection/begin";
import { Connection, type ConnectionHost } from "@/lib/realtime/connection/connection";
import type { Full, StreamCaps, Visitor } from "@/lib/realtime/presence/connection-counts";
import type { PresenceStore } from "@/lib/realtime/presence/presence-writer";
import { Visitors } from "@/lib/realtime/presence/visitors";
import { heartbeatFrame } from "@/lib/realtime/protocol/frames";
import type { LogHead, Position } from "@/lib/realtime/protocol/position";
import { logger } from "@/lib/server/logger";
import { catchUp } from "./catch-up";
import { CONTROL_CHANNEL } from "./control";
import { ControlFollower, readControlPosition } from "./control-follower";
import { FlushQueue } from "./flush-queue";
import type { HubCounts, LogReader, Subscription } from "./hub-channel";
import { HubChannels } from "./hub-channels";
import { PositionCheck } from "./position-check";

export interface HubOptions {
  log: LogReader;
  bus: Bus;
  heartbeatMs: number;
  /** How often the hub asks which channels were appended to. */
  checkMs: number;
  /** How soon after a look that found something missing the next one follows. */
  confirmMs?: number;
  /** How often it compares the positions of all its channels with the log; a minute unless told otherwise. */
  compareAllMs?: number;
  /** Streams end themselves after this; undefined: never. */
  maxMs?: number | undefined;
  caps: StreamCaps;
  presence: PresenceStore;
}

export interface StreamRequest {
  visitor: Visitor;
  /** Already authorised, at some time after this was read from the hub. */
  authorisedAfter: Position;
  channels: readonly string[];
  credentialChannel: string;
  /** As it came: untrusted. Null for a reader that begins at whatever is the end of the log. */
  cursor: string | null;
  signal: AbortSignal;
  /** Of the request, where a Node server answers it: see ConnectionStream. */
  response?: ServerResponse | undefined;
}

/**
 * Why there is no stream: its credential has ended, or its user was dropped, since it was authorised; the hub takes no
 * more; or this one would be one too many.
 */
export type Refusal = "revoked" | "dropped" | "shutdown" | Full;

export interface HubStats extends Readonly<HubCounts> {
  readonly connections: number;
  readonly users: number;
  readonly addresses: number;
  /** Streams that were one too many. */
  readonly refused: Readonly<Record<Full, number>>;
  readonly channels: number;
  /** What waits in memory for all readers together. */
  readonly queuedBytes: number;
  readonly bus: BusStats;
}

/** How finely the wheel of heartbeats turns. */
const TICKS_PER_HEARTBEAT = 10;

/** All streams of one process, and what they need from log and bus: each thing once, however many they are. */
export class StreamHub implements ConnectionHost {
  readonly #options: HubOptions;
  readonly #channels: HubChannels;
  readonly #connections = new Map<Connection, Visitor>();
  readonly #flushes = new FlushQueue();
  readonly #counts: HubCounts = {
    dispatched: 0,
    dropped: 0,
    fills: 0,
    resets: 0,
    shed: 0,
    slow: 0,
    readFailures: 0,
  };
  /** Those that could not read the log; the next check that can tries again. */
  readonly #stalled = new Map<Subscription, Connection>();
  /** There while anybody is connected. */
  #control: ControlFollower | undefined;
  #controlReading: Promise<Position> | undefined;
  #timers: NodeJS.Timeout[] = [];
  readonly #positions: PositionCheck;
  #confirmation: NodeJS.Timeout | undefined;
  #isChecking = false;
  #isShutDown = false;
  readonly visitors: Visitors;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#positions = new PositionCheck(options.log, options.confirmMs, options.compareAllMs);
    this.#channels = new HubChannels(options.bus, options.log, this.#counts, () => void this.check());
    this.visitors = new Visitors(options.caps, options.presence);
  }

  /** To be asked before a reader is authorised; the answer goes into its `StreamRequest`. */
  async beforeAuthorisation(): Promise<Position> {
    const known = this.#control?.position ?? null;
    if (known !== null) return known;
    // One read for all of a crowd that comes to a process that had nobody: an older position is as good.
    this.#controlReading ??= readControlPosition(this.#options.log.readHeads).finally(() => {
      this.#controlReading = undefined;
    });
    return this.#controlReading;
  }

  /**
   * Opens a stream. It is registered before the log is read, so nothing can happen unseen in between.
   * Rejects when the log cannot be read.
   */
  async open(request: StreamRequest): Promise<Connection | Refusal> {
    if (this.#isShutDown) return "shutdown";
    const { visitor, channels, credentialChannel, cursor, signal } = request;
    const full = this.visitors.refuse(visitor);
    if (full !== null) return full;
    const names = [...new Set([...channels, credentialChannel])];
    const connection = new Connection(
      this,
      signal,
      names.map((name) => this.#channels.named(name)),
      credentialChannel,
      request.response,
    );
    const control = this.#attach(connection, visitor);
    try {
      const [heads, fullEverywhere] = await Promise.all([
        this.#options.log.readHeads(control.position === null ? [...names, CONTROL_CHANNEL] : names),
        this.visitors.refuseJoined(visitor),
      ]);
      const controlHead = heads.get(CONTROL_CHANNEL);
      if (controlHead !== undefined) control.begin(controlHead);
      // A signal that was aborted before anybody listened says nothing more.
      if (signal.aborted) connection.close("gone");
      const refusal = this.#refusalOf(connection, request, control, heads) ?? fullEverywhere;
      if (refusal !== null) {
        connection.close("gone");
        return refusal;
      }
      for (const { channel } of connection.subscriptions) {
        const head = heads.get(channel.name);
        if (head !== undefined) channel.learn(head);
      }
      begin(connection, cursor, heads, this.#options.heartbeatMs);
      for (const subscription of connection.subscriptions) this.catchUp(subscription, connection);
      return connection;
    } catch (error) {
      connection.close("gone");
      throw error;
    }
  }

  #refusalOf(
    connection: Connection,
    { visitor, credentialChannel, authorisedAfter }: StreamRequest,
    control: ControlFollower,
    heads: ReadonlyMap<string, LogHead>,
  ): Refusal | null {
    if ((heads.get(credentialChannel)?.head ?? 0) > 0) return "revoked";
    if (control.wasDropped(visitor.userId, authorisedAfter)) return "dropped";
    return connection.isClosed ? "shutdown" : null;
  }

  /** Ends the streams that this person has here; see `dropUser` for everywhere. */
  drop(userId: string): void {
    for (const [connection, visitor] of [...this.#connections])
      if (visitor.userId === userId) connection.close("dropped");
  }

  dropAll(): void {
    for (const connection of [...this.#connections.keys()]) connection.close("dropped");
  }

  stats(): HubStats {
    const { census, refused } = this.visitors;
    return {
      connections: census.connections,
      users: census.users,
      addresses: census.addresses,
      refused: { ...refused },
      channels: this.#channels.size,
      queuedBytes: [...this.#connections.keys()].reduce((sum, { queuedBytes }) => sum + queuedBytes, 0),
      ...this.#counts,
      bus: this.#options.bus.stats(),
    };
  }

  /** Ends every stream with a word when to come back, and takes no more. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true;
    for (const connection of [...this.#connections.keys()]) connection.close("shutdown");
    this.#options.bus.close();
    await new Promise((resolve) => setImmediate(resolve));
    await this.visitors.presence.end();
  }

  flushSoon(connection: Connection): void {
    this.#flushes.add(connection);
  }

  flushLater(connection: Connection): void {
    this.#flushes.addLater(connection);
  }

  countReset(): void {
    this.#counts.resets++;
  }

  countShed(frames: number): void {
    this.#counts.shed += frames;
  }

  countSlow(): void {
    this.#counts.slow++;
  }

  catchUp(subscription: Subscription, connection: Connection): void {
    catchUp(this.#options.log, connection, subscription).catch((error: unknown) => {
      this.#counts.readFailures++;
      logger.warn(
        { error, channel: subscription.channel.name },
        "A reader cannot catch up; tried again soon",
      );
      if (!connection.isClosed) this.#stalled.set(subscription, connection);
    });
  }

  detach(connection: Connection): void {
    const visitor = this.#connections.get(connection);
    if (visitor === undefined) return;
    this.#connections.delete(connection);
    this.visitors.leave(visitor);
    for (const subscription of connection.subscriptions) {
      this.#stalled.delete(subscription);
      this.#channels.leave(subscription);
    }
    if (this.#connections.size > 0) return;
    if (this.#control !== undefined) this.#channels.leave(this.#control.subscription);
    this.#control = undefined;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  /** From here on the connection is one of this hub's. Answers with the follower of the control channel. */
  #attach(connection: Connection, visitor: Visitor): ControlFollower {
    const now = Date.now();
    const { heartbeatMs, checkMs, maxMs } = this.#options;
    connection.nextBeatAt = now + heartbeatMs;
    // Spread, so that those who came together do not end together.
    if (maxMs !== undefined) connection.endsAt = now + maxMs * (0.9 + 0.1 * Math.random());
    for (const subscription of connection.subscriptions) this.#channels.join(subscription);
    this.#connections.set(connection, visitor);
    this.visitors.join(visitor);
    const control = this.#control ?? new ControlFollower(this.#channels.named(CONTROL_CHANNEL), this);
    if (this.#control !== undefined) return control;
    this.#control = control;
    this.#channels.join(control.subscription);
    this.#timers = [
      setInterval(() => this.#beat(), Math.max(10, heartbeatMs / TICKS_PER_HEARTBEAT)).unref(),
      setInterval(() => void this.check(), checkMs).unref(),
    ];
    return control;
  }

  /** One wheel for all: heartbeats, and streams that have reached their limit. */
  #beat(): void {
    const now = Date.now();
    const frame = heartbeatFrame(new Date(now));
    for (const connection of this.#connections.keys()) {
      if (connection.endsAt <= now) connection.close("limit");
      else if (connection.nextBeatAt <= now) {
        connection.nextBeatAt = now + this.#options.heartbeatMs;
        connection.beat(frame);
      }
    }
  }

  /** The position check; the hub itself does it every `checkMs`. Never rejects. */
  async check(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    try {
      const { silent, missedAt, confirmAfterMs } = await this.#positions.look(this.#channels);
      for (const shard of silent) this.#options.bus.resubscribe(shard, missedAt);
      clearTimeout(this.#confirmation);
      if (confirmAfterMs !== null)
        this.#confirmation = setTimeout(() => void this.check(), confirmAfterMs).unref();
      this.#channels.retryFailed();
      const stalled = [...this.#stalled];
      this.#stalled.clear();
      for (const [subscription, connection] of stalled) this.catchUp(subscription, connection);
    } catch (error) {
      this.#counts.readFailures++;
      logger.warn({ error }, "The positions could not be checked; streams stay open and catch up later");
    } finally {
      this.#isChecking = false;
    }
  }
}
