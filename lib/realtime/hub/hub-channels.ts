import "server-only";
import type { Bus, BusMessage } from "@/lib/realtime/bus/bus";
import type { FrameCache } from "@/lib/realtime/log/frame-cache";
import { shardOf } from "@/lib/realtime/protocol/channel-hash";
import { durableBody } from "@/lib/realtime/protocol/frames";
import { TimedThrottle } from "@/lib/realtime/publish/timed-throttle";
import type { DeliveryTimes } from "./delivery-times";
import {
  type ChannelHost,
  HubChannel,
  type HubCounts,
  type LogReader,
  type Subscription,
} from "./hub-channel";
import { ShardListeners } from "./shard-listeners";

export class HubChannels {
  readonly #channels = new Map<string, HubChannel>();
  readonly #shards: ShardListeners;
  readonly #failed = new Set<HubChannel>();
  readonly #host: ChannelHost;
  readonly #throttle = new TimedThrottle<BusMessage>((messages) => {
    for (const message of messages) this.#channels.get(message.channel)?.dispatchEphemeral(message);
  });

  constructor(
    private readonly bus: Bus,
    log: LogReader,
    counts: HubCounts,
    private readonly frames: FrameCache,
    times: DeliveryTimes,
    /** Called when messages of the bus may have been missed. */
    onGap: () => void,
  ) {
    this.#host = {
      ...{ log, counts, frames, times, throttle: this.#throttle },
      failed: (channel) => void this.#failed.add(channel),
    };
    this.#shards = new ShardListeners(bus, (messages) => {
      if (messages.length === 0) onGap();
      for (const message of messages) this.#onMessage(message);
    });
  }

  get size(): number {
    return this.#channels.size;
  }

  get(name: string): HubChannel | undefined {
    return this.#channels.get(name);
  }

  retryFailed(): void {
    const failed = [...this.#failed];
    this.#failed.clear();
    for (const channel of failed) channel.retry();
  }

  values(): IterableIterator<HubChannel> {
    return this.#channels.values();
  }

  /** A new channel is registered by its first `join`. */
  getOrCreate(name: string): HubChannel {
    const known = this.#channels.get(name);
    if (known !== undefined) return known;
    return new HubChannel(name, shardOf(name, this.bus.shards), this.#host);
  }

  #onMessage(message: BusMessage): void {
    const { channel: name, epoch, offset, type, data } = message;
    const channel = this.#channels.get(name);
    if (channel !== undefined) channel.onMessage(message);
    // The channel's last reader has left, and may be back in a moment.
    else if (offset !== null && this.frames.isContinuedBy(name, epoch, offset))
      this.frames.add(name, epoch, { offset, body: durableBody(name, offset, type, data) });
  }

  join(subscription: Subscription): void {
    const { channel } = subscription;
    if (channel.subscriptions.size === 0) {
      this.#channels.set(channel.name, channel);
      this.#shards.add(channel.shard);
    }
    channel.subscriptions.add(subscription);
  }

  leave(subscription: Subscription): void {
    const { channel } = subscription;
    channel.subscriptions.delete(subscription);
    if (channel.subscriptions.size > 0) return;
    this.#channels.delete(channel.name);
    this.#failed.delete(channel);
    this.#shards.remove(channel.shard);
  }
}
