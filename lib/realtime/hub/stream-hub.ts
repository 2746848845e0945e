import "server-only";
import type { ServerResponse } from "node:http";
import type { Bus, BusStats } from "@/lib/realtime/bus/bus";
import { begin, claims } from "@/lib/realtime/connection/begin";
import { Connection, type ConnectionHost } from "@/lib/realtime/connection/connection";
import type { StreamPath } from "@/lib/realtime/connection/sink";
import { FrameCache } from "@/lib/realtime/log/frame-cache";
import { SharedPages } from "@/lib/realtime/log/shared-pages";
import type { Full, StreamCaps, StreamOwner } from "@/lib/realtime/presence/connection-counts";
import type { PresenceStore } from "@/lib/realtime/presence/presence-writer";
import { StreamOwners } from "@/lib/realtime/presence/stream-owners";
import { heartbeatFrame } from "@/lib/realtime/protocol/frames";
import type { Claim, Position } from "@/lib/realtime/protocol/position";
import { logger } from "@/lib/server/logger";
import { catchUp, type FirstPage } from "./catch-up";
import { CONTROL_CHANNEL } from "./control";
import { ControlFollower, readControlPosition } from "./control-follower";
import { DeliveryTimes } from "./delivery-times";
import { FlushQueue } from "./flush-queue";
import type { HubCounts, LogReader, Subscription } from "./hub-channel";
import { HubChannels } from "./hub-channels";
import { PositionCheck } from "./position-check";

export interface HubOptions {
  log: LogReader;
  bus: Bus;
  heartbeatMs: number;
  checkMs: number;
  /** Default: 300. */
  confirmMs?: number;
  /** Default: a minute. */
  compareAllMs?: number;
  /** Default: never. */
  maxMs?: number | undefined;
  caps: StreamCaps;
  presence: PresenceStore;
}

export interface AuthorisedOwner extends StreamOwner {
  readonly credentialId: string;
  readonly credentialKind: "session" | "token";
  /** Names what the owner could read when the stream was opened. Opaque here. */
  readonly rights: string;
}

function isSameOwner(one: AuthorisedOwner, other: AuthorisedOwner): boolean {
  return one.userId === other.userId && one.credentialId === other.credentialId;
}

export interface StreamRequest {
  owner: AuthorisedOwner;
  /** Already authorised, at some time after this was read from the hub. */
  authorisedAfter: Position;
  channels: readonly string[];
  /** Untrusted. Null for a reader that starts at the end of the log. */
  cursor: string | null;
  signal: AbortSignal;
  /** Belongs to the request, if a Node server answers it: see ConnectionStream. */
  response?: ServerResponse | undefined;
  /** The reader is our own client, which folds the position of each frame into its own. Default: false. */
  foldsIds?: boolean;
  /** The id of this reader's previous connection, which may have been lost unnoticed: it ends. Untrusted. */
  replaces?: string | undefined;
}

/** `revoked`: the credential has ended since the authorisation; `dropped`: the user was dropped since then. */
export type Refusal = "revoked" | "dropped" | "shutdown" | Full;

export interface HubStats extends Readonly<HubCounts> {
  readonly connections: number;
  readonly paths: Readonly<Record<StreamPath, number>>;
  readonly cachedBytes: number;
  readonly users: number;
  readonly addresses: number;
  readonly refused: Readonly<Record<Full, number>>;
  readonly channels: number;
  readonly queuedBytes: number;
  readonly bus: BusStats;
  /** Times from commit to delivery: delivery-times.ts. */
  readonly deliveryTimes: readonly number[];
}

const TICKS_PER_HEARTBEAT = 10;

/** All streams of one process. They share reads of the log and subscriptions to the bus. */
export class StreamHub implements ConnectionHost {
  readonly #options: HubOptions;
  readonly #channels: HubChannels;
  readonly #connections = new Map<Connection, AuthorisedOwner>();
  readonly #byId = new Map<string, Connection>();
  readonly #flushes = new FlushQueue();
  readonly #frames = new FrameCache();
  readonly #times = new DeliveryTimes();
  readonly #pages: SharedPages;
  readonly #counts: HubCounts = {
    dispatched: 0,
    dropped: 0,
    fills: 0,
    repaired: 0,
    lost: 0,
    resets: 0,
    shed: 0,
    slow: 0,
    readFailures: 0,
  };
  /** Subscriptions whose catch-up failed; retried after the next successful check. */
  readonly #stalled = new Map<Subscription, Connection>();
  #control: ControlFollower | undefined;
  #controlReading: Promise<Position> | undefined;
  #timers: NodeJS.Timeout[] = [];
  readonly #positions: PositionCheck;
  #confirmation: NodeJS.Timeout | undefined;
  #isChecking = false;
  #isShutDown = false;
  readonly owners: StreamOwners;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#positions = new PositionCheck(options.log, options.confirmMs, options.compareAllMs);
    this.#pages = new SharedPages(options.log);
    this.#channels = new HubChannels(
      options.bus,
      options.log,
      this.#counts,
      this.#frames,
      this.#times,
      () => void this.check(),
    );
    this.owners = new StreamOwners(options.caps, options.presence);
  }

  /** Returns the position for `StreamRequest`. Call it before the reader is authorised. */
  async beforeAuthorisation(): Promise<Position> {
    const known = this.#control?.position ?? null;
    if (known !== null) return known;
    // Concurrent callers share one read; an older position is as good.
    this.#controlReading ??= readControlPosition(this.#options.log.readHeads).finally(() => {
      this.#controlReading = undefined;
    });
    return this.#controlReading;
  }

  /** Registers the stream before the log is read, so no event is missed. Rejects when the log cannot be read. */
  async open(request: StreamRequest): Promise<Connection | Refusal> {
    if (this.#isShutDown) return "shutdown";
    const { owner, channels, cursor, signal, replaces } = request;
    if (replaces !== undefined) this.#endReplaced(replaces, owner);
    const full = this.owners.refuse(owner);
    if (full !== null) return full;
    const { heartbeatMs } = this.#options;
    const names = [...new Set(channels)];
    const connection = new Connection(
      this,
      signal,
      names.map((name) => this.#channels.getOrCreate(name)),
      request.response,
      request.foldsIds ?? false,
    );
    const control = this.#attach(connection, owner);
    try {
      const claimOf = claims(cursor);
      const [firstPages, controlHead, fullEverywhere] = await Promise.all([
        this.#readFirstPages(connection, claimOf),
        control.position === null ? this.#pages.readFirst(CONTROL_CHANNEL, null) : null,
        this.owners.refuseJoined(owner),
      ]);
      if (controlHead !== null) control.begin(controlHead);
      // The abort event of an already aborted signal does not fire again.
      if (signal.aborted) connection.close("disconnected");
      const refusal = this.#refusalOf(connection, request, control) ?? fullEverywhere;
      if (refusal !== null) {
        connection.close("disconnected");
        return refusal;
      }
      for (const [{ channel }, { page }] of firstPages) channel.onHead(page);
      begin(connection, claimOf, firstPages, { isResuming: cursor !== null, heartbeatMs });
      for (const [subscription, { page, before, after }] of firstPages) {
        // Otherwise a reset has moved the position.
        const isContinued = subscription.offset === after;
        this.catchUp(subscription, connection, isContinued ? { page, before } : undefined);
      }
      return connection;
    } catch (error) {
      connection.close("disconnected");
      throw error;
    }
  }

  /** Reads heads and, where the cursor knows the channel, the first missed events. */
  async #readFirstPages(
    connection: Connection,
    claimOf: (channel: string) => Claim,
  ): Promise<Map<Subscription, FirstPage & { after: number | null }>> {
    const pages = connection.subscriptions.map(async (subscription) => {
      const { channel } = subscription;
      const claim = claimOf(channel.name);
      const isHeld =
        typeof claim !== "string" && this.#frames.after(channel.name, claim.epoch, claim.offset).length > 0;
      const after = typeof claim === "string" || isHeld ? null : claim.offset;
      const before = channel.mark();
      return [
        subscription,
        { page: await this.#pages.readFirst(channel.name, after), before, after },
      ] as const;
    });
    return new Map(await Promise.all(pages));
  }

  #refusalOf(
    connection: Connection,
    { owner, authorisedAfter }: StreamRequest,
    control: ControlFollower,
  ): Refusal | null {
    const ended = control.endedSince(owner, authorisedAfter);
    if (ended !== null) return ended;
    return connection.isClosed ? "shutdown" : null;
  }

  #endReplaced(id: string, owner: AuthorisedOwner): void {
    const previous = this.#byId.get(id);
    const previousOwner = previous && this.#connections.get(previous);
    if (previousOwner !== undefined && isSameOwner(previousOwner, owner)) previous?.close("disconnected");
  }

  dropUser(userId: string): void {
    for (const [connection, owner] of [...this.#connections])
      if (owner.userId === userId) connection.close("dropped");
  }

  dropCredential(credentialId: string): void {
    for (const [connection, owner] of [...this.#connections])
      if (owner.credentialId === credentialId) connection.close("signed_out");
  }

  /** Ends the streams whose owners are `lost` by now, with `dropped`. Rejects when that cannot be found out. */
  async endStreams(lost: (owner: AuthorisedOwner) => Promise<boolean>): Promise<void> {
    const checked = await Promise.all(
      [...this.#connections].map(async ([connection, owner]) => ((await lost(owner)) ? connection : null)),
    );
    for (const connection of checked) connection?.close("dropped");
  }

  dropAll(): void {
    for (const connection of [...this.#connections.keys()]) connection.close("dropped");
  }

  stats(): HubStats {
    const { counts, refused } = this.owners;
    const paths = { socket: 0, response: 0, web_stream: 0 };
    for (const { body } of this.#connections.keys()) if (body.path !== undefined) paths[body.path]++;
    return {
      connections: counts.connections,
      paths,
      cachedBytes: this.#frames.bytes,
      users: counts.users,
      addresses: counts.addresses,
      refused: { ...refused },
      channels: this.#channels.size,
      queuedBytes: [...this.#connections.keys()].reduce((sum, { queuedBytes }) => sum + queuedBytes, 0),
      ...this.#counts,
      bus: this.#options.bus.stats(),
      deliveryTimes: this.#times.counts(),
    };
  }

  /** Ends every stream with a `bye` and refuses new ones. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true;
    for (const connection of [...this.#connections.keys()]) connection.close("shutdown");
    this.#options.bus.close();
    await new Promise((resolve) => setImmediate(resolve));
    await this.owners.presence.end();
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

  catchUp(subscription: Subscription, connection: Connection, first?: FirstPage): void {
    const past = { frames: this.#frames, pages: this.#pages };
    catchUp(past, connection, subscription, first).catch((error: unknown) => {
      this.#counts.readFailures++;
      logger.warn(
        { error, channel: subscription.channel.name },
        "A reader cannot catch up; tried again soon",
      );
      if (!connection.isClosed) this.#stalled.set(subscription, connection);
    });
  }

  detach(connection: Connection): void {
    const owner = this.#connections.get(connection);
    if (owner === undefined) return;
    this.#connections.delete(connection);
    this.#byId.delete(connection.id);
    this.owners.leave(owner);
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

  #attach(connection: Connection, owner: AuthorisedOwner): ControlFollower {
    const now = Date.now();
    const { heartbeatMs, checkMs, maxMs } = this.#options;
    connection.nextHeartbeatAt = now + heartbeatMs;
    // Jittered, so that streams that began together do not end together.
    if (maxMs !== undefined) connection.endsAt = now + maxMs * (0.9 + 0.1 * Math.random());
    for (const subscription of connection.subscriptions) this.#channels.join(subscription);
    this.#connections.set(connection, owner);
    this.#byId.set(connection.id, connection);
    this.owners.join(owner);
    const control = this.#control ?? new ControlFollower(this.#channels.getOrCreate(CONTROL_CHANNEL), this);
    if (this.#control !== undefined) return control;
    this.#control = control;
    this.#channels.join(control.subscription);
    this.#timers = [
      setInterval(() => this.#tick(), Math.max(10, heartbeatMs / TICKS_PER_HEARTBEAT)).unref(),
      setInterval(() => void this.check(), checkMs).unref(),
    ];
    return control;
  }

  #tick(): void {
    const now = Date.now();
    const frame = heartbeatFrame(new Date(now));
    for (const connection of this.#connections.keys()) {
      if (connection.endsAt <= now) connection.close("limit");
      else if (connection.nextHeartbeatAt <= now) {
        connection.nextHeartbeatAt = now + this.#options.heartbeatMs;
        connection.sendHeartbeat(frame);
      }
    }
  }

  /** Runs every `checkMs`. Never rejects. */
  async check(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    try {
      const { silent, missedAt, confirmAfterMs } = await this.#positions.run(this.#channels);
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
