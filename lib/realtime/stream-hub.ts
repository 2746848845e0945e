import "server-only";
import { log } from "@/lib/log";
import { begin } from "./begin";
import type { Bus, BusMessage, BusStats } from "./bus/bus";
import { catchUp } from "./catch-up";
import { shardOf } from "./channel";
import { Connection, type ConnectionHost } from "./connection";
import { FlushQueue } from "./flush-queue";
import { heartbeatFrame } from "./frames";
import { HubChannel, type HubCounts, type LogReader, type Subscription } from "./hub-channel";
import { Pace } from "./pace";
import { checkPositions } from "./position-check";
import { ShardListeners } from "./shard-listeners";

export interface HubOptions {
  log: LogReader;
  bus: Bus;
  heartbeatMs: number;
  /** How often the positions of all channels are compared with the log. */
  checkMs: number;
  /** Streams end themselves after this; undefined: never. */
  maxMs?: number | undefined;
}

export interface StreamRequest {
  /** Already authorised. */
  channels: readonly string[];
  credentialChannel: string;
  /** As it came: untrusted. Null for a reader that begins at whatever is the end of the log. */
  cursor: string | null;
  signal: AbortSignal;
}

export interface HubStats extends Readonly<HubCounts> {
  readonly connections: number;
  readonly channels: number;
  readonly bus: BusStats;
}

/** How finely the wheel of heartbeats turns. */
const TICKS_PER_HEARTBEAT = 10;

/** All streams of one process, and what they need from log and bus: each thing once, however many they are. */
export class StreamHub implements ConnectionHost {
  readonly #options: HubOptions;
  readonly #channels = new Map<string, HubChannel>();
  readonly #connections = new Set<Connection>();
  readonly #shards: ShardListeners;
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
  readonly #pace = new Pace<BusMessage>((messages) => {
    for (const message of messages) this.#channels.get(message.channel)?.say(message);
  });
  /** Those that could not read the log; the next check that can tries again. */
  readonly #stalled = new Map<Subscription, Connection>();
  #timers: NodeJS.Timeout[] = [];
  #isChecking = false;
  #isShutDown = false;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#shards = new ShardListeners(options.bus, (messages) => {
      for (const message of messages) this.#channels.get(message.channel)?.hear(message);
    });
  }

  /**
   * Opens a stream. It is registered before the log is read, so nothing can happen unseen in between.
   * `revoked`: its credential has ended meanwhile. Rejects when the log cannot be read.
   */
  async open(request: StreamRequest): Promise<Connection | "revoked" | "shutdown"> {
    if (this.#isShutDown) return "shutdown";
    const { channels, credentialChannel, cursor, signal } = request;
    const names = [...new Set([...channels, credentialChannel])];
    const connection = new Connection(
      this,
      signal,
      names.map((name) => this.#channel(name)),
      credentialChannel,
    );
    this.#attach(connection);
    try {
      const heads = await this.#options.log.readHeads(names);
      // A signal that was aborted before anybody listened says nothing more.
      if (signal.aborted) connection.close("gone");
      if (connection.isClosed) return "shutdown";
      if ((heads.get(credentialChannel)?.head ?? 0) > 0) {
        connection.close("gone");
        return "revoked";
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

  stats(): HubStats {
    return {
      connections: this.#connections.size,
      channels: this.#channels.size,
      ...this.#counts,
      bus: this.#options.bus.stats(),
    };
  }

  /** Ends every stream with a word when to come back, and takes no more. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true;
    for (const connection of [...this.#connections]) connection.close("shutdown");
    await new Promise((resolve) => setImmediate(resolve));
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
      log.warn({ error, channel: subscription.channel.name }, "A reader cannot catch up; tried again soon");
      if (!connection.isClosed) this.#stalled.set(subscription, connection);
    });
  }

  detach(connection: Connection): void {
    this.#connections.delete(connection);
    for (const subscription of connection.subscriptions) {
      const { channel } = subscription;
      this.#stalled.delete(subscription);
      channel.subscriptions.delete(subscription);
      if (channel.subscriptions.size > 0) continue;
      this.#channels.delete(channel.name);
      this.#shards.remove(channel.shard);
    }
    if (this.#connections.size > 0) return;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  #channel(name: string): HubChannel {
    const shard = shardOf(name, this.#options.bus.shards);
    return (
      this.#channels.get(name) ?? new HubChannel(name, shard, this.#options.log, this.#counts, this.#pace)
    );
  }

  #attach(connection: Connection): void {
    const now = Date.now();
    const { heartbeatMs, checkMs, maxMs } = this.#options;
    connection.nextBeatAt = now + heartbeatMs;
    // Spread, so that those who came together do not end together.
    if (maxMs !== undefined) connection.endsAt = now + maxMs * (0.9 + 0.1 * Math.random());
    for (const subscription of connection.subscriptions) {
      const { channel } = subscription;
      if (channel.subscriptions.size === 0) {
        this.#channels.set(channel.name, channel);
        this.#shards.add(channel.shard);
      }
      channel.subscriptions.add(subscription);
    }
    this.#connections.add(connection);
    if (this.#timers.length > 0) return;
    this.#timers = [
      setInterval(() => this.#beat(), Math.max(10, heartbeatMs / TICKS_PER_HEARTBEAT)).unref(),
      setInterval(() => void this.check(), checkMs).unref(),
    ];
  }

  /** One wheel for all: heartbeats, and streams that have reached their limit. */
  #beat(): void {
    const now = Date.now();
    const frame = heartbeatFrame(new Date(now));
    for (const connection of this.#connections) {
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
      const silent = await checkPositions(this.#options.log, this.#channels.values());
      for (const shard of silent) this.#options.bus.resubscribe(shard);
      const stalled = [...this.#stalled];
      this.#stalled.clear();
      for (const [subscription, connection] of stalled) this.catchUp(subscription, connection);
    } catch (error) {
      this.#counts.readFailures++;
      log.warn({ error }, "The positions could not be checked; streams stay open and catch up later");
    } finally {
      this.#isChecking = false;
    }
  }
}
