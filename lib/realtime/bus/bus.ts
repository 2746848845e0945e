import type { Priority } from "@/lib/realtime/protocol/define-event";

/** The doorbell between instances. It may lose, double, delay and reorder; the log makes up for it. */

export interface BusMessage {
  readonly channel: string;
  /** Empty for an ephemeral event. */
  readonly epoch: string;
  /** Null for an ephemeral event: it has no place in the log. */
  readonly offset: number | null;
  readonly type: string;
  readonly priority: Priority;
  /** Of one channel, type and key only the latest counts. Null for a durable event: each of them counts. */
  readonly key: string | null;
  /** At most one a second of its key may reach a reader. */
  readonly isThrottled: boolean;
  /** JSON of the event's own fields, so that a live reader needs no read. */
  readonly data: string;
}

/** What an ephemeral message is merged by: of one key only the latest counts. */
export function conflationKey({ channel, type, key }: BusMessage): string {
  return `${channel} ${type} ${key ?? ""}`;
}

/** An empty list: nothing could be heard for a while, and what was said meanwhile is in the log. */
export type BusHandler = (messages: readonly BusMessage[]) => void;

export interface BusStats {
  readonly kind: "memory" | "upstash";
  /**
   * `failing` from when a publish failed, or an upstream broke or is known to be silent, until a publish succeeds and
   * every upstream that is needed has carried something again.
   */
  readonly state: "ok" | "failing";
  /** When the state began. */
  readonly since: Date;
  /** Subscriptions that the other side has confirmed and that are not known to be broken. */
  readonly upstreams: number;
  readonly published: number;
  /** Publishes and upstreams that came to nothing. */
  readonly failures: number;
  /** Messages that could not be parsed. */
  readonly unparsable: number;
  /** Upstreams that were opened in place of another. */
  readonly resubscriptions: number;
}

export interface Bus {
  /** All messages of one commit go out in one request. Rejects when the bus could not be reached. */
  publish(messages: readonly BusMessage[]): Promise<void>;
  /** One upstream for each shard, opened with its first handler and closed some time after its last. */
  subscribe(shard: number, handler: BusHandler): () => void;
  /**
   * Tells of an event of this shard that the log held at `missedAt` (`performance.now()`) and that no message has told
   * of since. Replaces the upstream, unless it is known to carry.
   */
  resubscribe(shard: number, missedAt: number): void;
  /** Ends all subscriptions at once, for good. What is published afterwards still goes out. */
  close(): void;
  readonly shards: number;
  stats(): BusStats;
}
