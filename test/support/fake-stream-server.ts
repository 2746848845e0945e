import { channelKey } from "@/lib/realtime/protocol/channel-hash";
import { decodeCursor, encodeChange, encodeCursor } from "@/lib/realtime/protocol/cursor";
import { type LogHead, type Position, type ResetReason, resume } from "@/lib/realtime/protocol/position";
import { FakeEventSource } from "./fake-event-source";

interface Reader {
  source: FakeEventSource;
  positions: Map<string, Position>;
}

/** Simulates the server of docs/guarantee.md. */
export class FakeStreamServer {
  isDown = false;
  #isRefusing = false;
  readonly #forbidden = new Set<string>();
  readonly #logs = new Map<string, LogHead>();
  /** Counts events over all epochs; the event's `n` is this number. */
  readonly #counts = new Map<string, number>();
  readonly #readers = new Set<Reader>();

  /** `defaults` are the channels of every stream. `hand` delivers a frame to the client. */
  constructor(
    private readonly defaults: readonly string[],
    private readonly delayMs: () => number,
    private readonly hand: (source: FakeEventSource, say: () => void) => void,
  ) {}

  count(channel: string): number {
    return this.#counts.get(channel) ?? 0;
  }

  cursorOf(channels: readonly string[]): string {
    return encodeCursor(
      channels.map((channel) => {
        const { epoch, head } = this.#log(channel);
        return [channel, { epoch, offset: head }];
      }),
    );
  }

  connections(): number {
    this.#forgetClosed();
    return this.#readers.size;
  }

  append(channel: string): void {
    const log = this.#log(channel);
    this.#logs.set(channel, { ...log, head: log.head + 1 });
    this.#counts.set(channel, this.count(channel) + 1);
    for (const reader of this.#readers) this.#send(reader, channel);
  }

  trim(channel: string): void {
    const log = this.#log(channel);
    this.#logs.set(channel, { ...log, tail: log.head });
  }

  renew(channel: string, head: number): void {
    this.#logs.set(channel, { epoch: `${this.#log(channel).epoch}a`, head, tail: head });
    for (const reader of this.#readers)
      if (reader.positions.has(channel)) this.#reset(reader, channel, "epoch");
  }

  drop(): void {
    for (const { source } of this.#readers) this.hand(source, () => source.fail());
    this.#readers.clear();
  }

  refuse(): void {
    this.drop();
    this.#isRefusing = true;
  }

  forbid(channel: string): void {
    this.#forbidden.add(channel);
  }

  beat(): void {
    this.#forgetClosed();
    for (const { source, positions } of this.#readers) {
      const id = encodeCursor(positions);
      this.hand(source, () => source.say("heartbeat", {}, id));
    }
  }

  accept(source: FakeEventSource): void {
    setTimeout(() => {
      if (source.readyState === FakeEventSource.CLOSED) return;
      const isForbidden = source.query
        .get("channels")
        ?.split(",")
        .some((name) => this.#forbidden.has(name));
      if (this.isDown) this.hand(source, () => source.fail());
      else if (this.#isRefusing || isForbidden) this.hand(source, () => source.fail(true));
      else this.#begin(source);
      this.#isRefusing = false;
    }, this.delayMs());
  }

  #begin(source: FakeEventSource): void {
    const asked = (source.query.get("channels") ?? "").split(",").filter((name) => name !== "");
    const channels = [...new Set([...this.defaults, ...asked])];
    const claims = decodeCursor(source.query.get("cursor") ?? "");
    const positions = new Map<string, Position>();
    const reader = { source, positions };
    const resets: (() => void)[] = [];
    for (const channel of channels) {
      const log = this.#log(channel);
      const resumption = resume(claims?.get(channel) ?? "joined", log);
      const stand = (offset: number) => void positions.set(channel, { epoch: log.epoch, offset });
      if (resumption.kind === "live") stand(resumption.from);
      else if (resumption.kind === "replay") stand(resumption.after);
      else resets.push(() => this.#reset(reader, channel, resumption.reason));
    }
    const id = encodeCursor(positions);
    this.hand(source, () => source.connect(channels, id));
    for (const reset of resets) reset();
    for (const channel of channels) this.#send(reader, channel);
    this.#readers.add(reader);
  }

  #send(reader: Reader, channel: string): void {
    const position = reader.positions.get(channel);
    if (position === undefined) return;
    const { epoch, head } = this.#log(channel);
    for (let offset = position.offset + 1; offset <= head; offset++) {
      reader.positions.set(channel, { epoch, offset });
      this.#say(reader, channel, "said", { channel, offset, n: this.count(channel) - (head - offset) });
    }
  }

  #reset(reader: Reader, channel: string, reason: ResetReason): void {
    const { epoch, head } = this.#log(channel);
    reader.positions.set(channel, { epoch, offset: head });
    this.#say(reader, channel, "reset", { channel, offset: head, epoch, reason });
  }

  #log(channel: string): LogHead {
    return this.#logs.get(channel) ?? { epoch: "a", head: 0, tail: 0 };
  }

  #say({ source, positions }: Reader, channel: string, type: string, data: unknown): void {
    const id = encodeChange(channelKey(channel), positions.get(channel) ?? { epoch: "", offset: 0 });
    this.hand(source, () => source.say(type, data, id));
  }

  #forgetClosed(): void {
    for (const reader of this.#readers)
      if (reader.source.readyState === FakeEventSource.CLOSED) this.#readers.delete(reader);
  }
}
