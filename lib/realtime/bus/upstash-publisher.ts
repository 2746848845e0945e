import "server-only";
import { Redis } from "@upstash/redis";
import { logger } from "@/lib/server/logger";
import type { BusMessage } from "./bus";
import { faultOf } from "./fault-of";
import { groupByShard } from "./group-by-shard";
import { encodeBatches } from "./message";
import { PublishQueue } from "./publish-queue";
import type { Signatures } from "./signature";
import { topicOf } from "./topic";

/** Publishes run one after another, and recovery waits for the current one. */
const TIMEOUT_MS = 1_500;
const PROOF_MS = 1_000;

/** `proves`: a shard that gets an empty batch, as a probe. Readers ignore it. */
type Item = BusMessage | { readonly proves: number };

interface PublisherHost {
  published(shards: Iterable<number>, begunAt: number): void;
  listening(): Iterable<number>;
  changed(): void;
}

interface PublisherOptions {
  url: string;
  token: string;
  shards: number;
  origin: string;
  signatures: Signatures;
}

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
      // A late notification is useless: readers have read the log by then.
      retry: { retries: 1, backoff: () => 50 },
      signal: () => AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  publish(messages: readonly BusMessage[]): Promise<void> {
    const size = messages.reduce((sum, { data }) => sum + data.length, 0);
    return this.#queue.add(messages, size);
  }

  /** A working bus needs no probes. */
  prove(shard: number): void {
    // The result shows in whether the probe returns through the upstream.
    if (!this.#isClosed) this.#queue.add([{ proves: shard }], 0).catch(() => undefined);
  }

  /** Probes all shards: a fault of one may affect the quiet ones too, which do not notice. */
  proveAllSoon(): void {
    if (this.#isClosed || this.#proof !== undefined) return;
    const prove = () => {
      this.#proof = undefined;
      const shards = [...this.host.listening()];
      for (const shard of shards.length > 0 ? shards : [0]) this.prove(shard);
    };
    this.#proof = setTimeout(prove, PROOF_MS * (0.5 + Math.random() / 2)).unref();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#proof);
  }

  async #send(items: readonly Item[]): Promise<void> {
    const messages = items.filter((item) => "channel" in item);
    const batches = groupByShard(messages, this.options.shards);
    for (const item of items) if ("proves" in item && !batches.has(item.proves)) batches.set(item.proves, []);
    const { origin, signatures } = this.options;
    const begunAt = performance.now();
    try {
      const pipeline = this.#redis.pipeline();
      for (const [shard, batch] of batches) {
        const topic = topicOf(shard);
        for (const body of encodeBatches(origin, batch))
          pipeline.publish(topic, signatures.sign(topic, body));
      }
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
    // Logged once: later messages fail for the same reason.
    if (!this.isFailing) logger.warn({ fault: faultOf(error) }, "The bus did not take a message");
    this.isFailing = true;
    this.proveAllSoon();
    this.host.changed();
  }
}
