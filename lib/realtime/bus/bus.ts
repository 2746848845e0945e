import type { Priority } from "@/lib/realtime/protocol/define-event";

/** Notifies other instances of new events. It may lose, repeat, delay and reorder messages; the log compensates. */

export interface BusMessage {
  readonly channel: string;
  readonly epoch: string;
  /** Null for an ephemeral event, which is not in the log; its `epoch` is empty. */
  readonly offset: number | null;
  readonly type: string;
  readonly priority: Priority;
  /** Only the latest event of a channel, type and key matters. Null for a durable event. */
  readonly key: string | null;
  /** At most one event a second per key reaches a reader. */
  readonly isThrottled: boolean;
  /** JSON of the event's fields, so that a live reader need not read the log. */
  readonly data: string;
  /** When a durable event was committed (ms since 1970, by its publisher's clock). An older build does not say it. */
  readonly at?: number | undefined;
}

export function conflationKey({ channel, type, key }: BusMessage): string {
  return `${channel} ${type} ${key ?? ""}`;
}

/** An empty list means that messages may have been missed; they are in the log. */
export type BusHandler = (messages: readonly BusMessage[]) => void;

export interface BusStats {
  readonly kind: "memory" | "upstash";
  /** `failing` after a fault, until a publish succeeds and every upstream that is needed has delivered again. */
  readonly state: "ok" | "failing";
  readonly since: Date;
  readonly upstreams: number;
  readonly published: number;
  readonly failures: number;
  readonly unparsable: number;
  /** Messages without a valid signature. */
  readonly refused: number;
  readonly resubscriptions: number;
}

export interface Bus {
  /** Publishes all messages of a commit in one request. Rejects when the bus cannot be reached. */
  publish(messages: readonly BusMessage[]): Promise<void>;
  /** Opens one upstream per shard with its first handler; it closes some time after its last. */
  subscribe(shard: number, handler: BusHandler): () => void;
  /** Reports that the log held an unannounced event at `missedAt` (`performance.now()`): replaces a silent upstream. */
  resubscribe(shard: number, missedAt: number): void;
  /** Ends all subscriptions permanently. Messages can still be published. */
  close(): void;
  readonly shards: number;
  stats(): BusStats;
}
