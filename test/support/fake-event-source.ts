import { channelKey } from "@/lib/realtime/protocol/channel-hash";
import { CURSOR_VERSION, encodeChange } from "@/lib/realtime/protocol/cursor";

export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeEventSource[] = [];
  readyState = 0;

  constructor(readonly url: string) {
    super();
    FakeEventSource.all.push(this);
  }

  static open(): FakeEventSource[] {
    return FakeEventSource.all.filter(({ readyState }) => readyState !== FakeEventSource.CLOSED);
  }

  static last(): FakeEventSource {
    const line = FakeEventSource.all.at(-1);
    if (line === undefined) throw new Error("Nobody has opened a stream");
    return line;
  }

  get query(): URLSearchParams {
    return new URL(this.url, "http://localhost").searchParams;
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  say(type: string, data: unknown, lastEventId = ""): void {
    this.sayText(type, JSON.stringify(data), lastEventId);
  }

  sayText(type: string, data: string, lastEventId = ""): void {
    if (this.readyState === FakeEventSource.CLOSED) return;
    this.dispatchEvent(new MessageEvent(type, { data, lastEventId }));
  }

  connect(channels: readonly string[], id = CURSOR_VERSION): void {
    this.say("connected", { connection_id: "c", channels, resumed: true, heartbeat_ms: 10_000 }, id);
  }

  event(offset: number, channel: string): void {
    const id = encodeChange(channelKey(channel), { epoch: "a", offset });
    this.say("said", { channel, offset, n: offset }, id);
  }

  /** `refused`: the response was not a stream. */
  fail(refused = false): void {
    if (refused) this.close();
    this.dispatchEvent(new Event("error"));
  }
}
