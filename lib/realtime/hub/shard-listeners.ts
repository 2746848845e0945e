import "server-only";
import type { Bus, BusHandler } from "@/lib/realtime/bus/bus";

export class ShardListeners {
  readonly #shards = new Map<number, { channels: number; readonly unsubscribe: () => void }>();

  constructor(
    private readonly bus: Bus,
    private readonly handler: BusHandler,
  ) {}

  add(shard: number): void {
    const known = this.#shards.get(shard);
    if (known !== undefined) known.channels++;
    else this.#shards.set(shard, { channels: 1, unsubscribe: this.bus.subscribe(shard, this.handler) });
  }

  remove(shard: number): void {
    const known = this.#shards.get(shard);
    if (known === undefined || --known.channels > 0) return;
    this.#shards.delete(shard);
    known.unsubscribe();
  }
}
