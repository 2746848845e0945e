import type { Priority } from "@/lib/realtime/protocol/define-event";

/** Notifies other instances of new events. It may lose, repeat, delay and reorder messages; the log compensates. */

export interface BusMessage {
  readonly channel: string;
  /** Empty for an ephemeral event. */
  readonly epoch: string;
  /** Null for an ephemeral event, which is not in the log. */
  readonly offset: number | null;
  readonly type: string;
  readonly priority: Priority;
  /** Only the latest event of a channel, type and key matters. Null for a durable event. */
  readonly key: string | null;
  /** At most one event a second per key reaches a reader. */
  readonly isThrottled: boolean;
  /** JSON of the event's fields, so that a live reader need not read the log. */
  readonly data: string;
}

/** Returns the key by which ephemeral messages are conflated. */
export function conflationKey({ channel, type, key }: BusMessage): string {
  return `${channel} ${type} ${key ?? ""}`;
}

/** Receives messages. An empty list means that messages may have been missed; they are in the log. */
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
  /** Subscriptions that are confirmed and not known to be broken. */
  readonly upstreams: number;
  readonly published: number;
  /** Failed publishes and upstreams. */
  readonly failures: number;
  /** Messages that could not be parsed. */
  readonly unparsable: number;
  /** Upstreams that replaced another one. */
  readonly resubscriptions: number;
}

export interface Bus {
  /** Publishes all messages of a commit in one request. Rejects when the bus cannot be reached. */
  publish(messages: readonly BusMessage[]): Promise<void>;
  /** Subscribes to a shard: one upstream per shard, opened with its first handler and closed some time after its last. */
  subscribe(shard: number, handler: BusHandler): () => void;
  /**
   * Reports an event of this shard that the log held at `missedAt` (`performance.now()`) and that no message has
   * announced. Replaces the upstream, unless it is known to deliver.
   */
  resubscribe(shard: number, missedAt: number): void;
  /** Ends all subscriptions permanently. Messages can still be published. */
  close(): void;
  readonly shards: number;
  stats(): BusStats;
}
