import "server-only";
import { Redis } from "@upstash/redis";
import { logger } from "@/lib/server/logger";
import type { BusMessage } from "./bus";
import { faultOf } from "./fault-of";
import { groupByShard } from "./group-by-shard";
import { encodeBatches } from "./message";
import { PublishQueue } from "./publish-queue";
import { topicOf } from "./topic";

/** Publishes wait for each other, and recovery for the one that hangs. */
const TIMEOUT_MS = 1_500;
/** Between two attempts to find out whether the service takes messages again, at most. */
const PROOF_MS = 1_000;

/** A shard without a message: an empty batch, which proves that the bus carries and is nobody's business. */
type Item = BusMessage | { readonly proves: number };

interface PublisherHost {
  /** The service took something for each of these, the publishing of which began at `begunAt`. */
  published(shards: Iterable<number>, begunAt: number): void;
  /** The shards that somebody listens to. */
  listening(): Iterable<number>;
  changed(): void;
}

interface PublisherOptions {
  url: string;
  token: string;
  shards: number;
  /** Names this process to itself. */
  origin: string;
}

/** The half of the bus that speaks: one request at a time, and proofs when something has failed. */
export class UpstashPublisher {
  isFailing = false;
  published = 0;
  failures = 0;
  readonly #redis: Redis;
  readonly #queue = new PublishQueue<Item>((items) => this.#send(items));
  #proof: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(
    private readonly options: PublisherOptions,
    private readonly host: PublisherHost,
  ) {
    const { url, token } = options;
    this.#redis = new Redis({
      url,
      token,
      automaticDeserialization: false,
      enableTelemetry: false,
      // A doorbell that rings late is no help: the log has been looked into by then.
      retry: { retries: 1, backoff: () => 50 },
      signal: () => AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  publish(messages: readonly BusMessage[]): Promise<void> {
    const size = messages.reduce((sum, { data }) => sum + data.length, 0);
    return this.#queue.add(messages, size);
  }

  /** Only when something has failed: what works proves itself by working. */
  prove(shard: number): void {
    // What comes of it is seen by whether it comes back.
    if (!this.#isClosed) this.#queue.add([{ proves: shard }], 0).catch(() => undefined);
  }

  /** What has befallen one shard, or a publish, may have befallen them all, and the quiet ones do not notice. */
  proveAllSoon(): void {
    if (this.#isClosed || this.#proof !== undefined) return;
    const prove = () => {
      this.#proof = undefined;
      const shards = [...this.host.listening()];
      for (const shard of shards.length > 0 ? shards : [0]) this.prove(shard);
    };
    this.#proof = setTimeout(prove, PROOF_MS * (0.5 + Math.random() / 2)).unref();
  }

  /** Proves nothing any more. What is published still goes out. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#proof);
  }

  async #send(items: readonly Item[]): Promise<void> {
    const messages = items.filter((item) => "channel" in item);
    const batches = groupByShard(messages, this.options.shards);
    for (const item of items) if ("proves" in item && !batches.has(item.proves)) batches.set(item.proves, []);
    const begunAt = performance.now();
    try {
      const pipeline = this.#redis.pipeline();
      for (const [shard, batch] of batches)
        for (const text of encodeBatches(this.options.origin, batch)) pipeline.publish(topicOf(shard), text);
      await pipeline.exec();
    } catch (error) {
      this.#failed(error);
      throw error;
    }
    this.published += messages.length;
    this.isFailing = false;
    this.host.published(batches.keys(), begunAt);
    this.host.changed();
  }

  #failed(error: unknown): void {
    this.failures++;
    // Said once: what follows fails for the same reason.
    if (!this.isFailing) logger.warn({ fault: faultOf(error) }, "The bus did not take a message");
    this.isFailing = true;
    this.proveAllSoon();
    this.host.changed();
  }
}
