import * as z from "zod/mini";
import { ServerStream, type ServerStreamHost } from "@/lib/realtime/client/stream/server-stream";
import { isRefusal, type StreamState } from "@/lib/realtime/client/stream/stream-state";
import { channelNamesSchema } from "@/lib/realtime/protocol/channel-names";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import { parseJson } from "@/lib/text/parse-json";
import { Members } from "./members";
import type { Hello, LeaderMessage, ReadRequest, TabMessage } from "./relay";

export interface LeaderHost {
  urlFor(request: ReadRequest, replaces: string | null): string;
  fits(channels: readonly string[]): boolean;
  /** Sends to all tabs, including the leader's own. */
  send(message: LeaderMessage): void;
  onOwnRequestRefused(): void;
}

type Unsigned<Message> = Message extends LeaderMessage ? Omit<Message, "term" | "seq"> : never;

const connectedFrame = z.object({ channels: channelNamesSchema });

export class Leader implements ServerStreamHost {
  readonly #members: Members;
  readonly #stream: ServerStream;
  #sent: StreamState;
  #seq = 0;
  #isOver = false;

  constructor(
    private readonly host: LeaderHost,
    names: readonly string[],
    readonly term: number,
    private readonly tab: string,
    state: StreamState,
  ) {
    this.#sent = state;
    this.#members = new Members((channels) => host.fits(channels));
    this.#stream = new ServerStream(this, names, state);
  }

  start(own: Hello): void {
    this.#members.admit(own);
    this.#stream.start();
  }

  stop(): void {
    this.#isOver = true;
    this.#stream.stop();
  }

  wake(): void {
    this.#stream.wake();
  }

  onOffline(): void {
    this.#stream.onOffline();
  }

  onLeaderMessage(message: TabMessage): void {
    if (message.kind === "leave") {
      this.#members.leave(message.tab);
      return;
    }
    if (!this.#members.admit(message)) this.#send({ kind: "decline", tab: message.tab });
    if (message.isWake) this.#stream.wake();
    else this.#stream.checkTimer();
    this.#sendState();
    this.#serve();
  }

  nextUrl(replaces: string | null): string {
    return this.host.urlFor(this.#members.request(), replaces);
  }

  onConnected(text: string, id: string): void {
    const read = parseJson(connectedFrame, text)?.channels ?? [];
    const serves = this.#members.connected(read, text, id, this.#seq + 1);
    this.#send({ kind: "connected", text, id, serves });
  }

  /** Serves the tabs that joined while the stream was opening. */
  onOpen(): void {
    this.#serve();
  }

  onFrame(name: string, text: string, id: string): void {
    this.#members.advance(id);
    this.#send({ kind: "frame", name, text, id });
  }

  /** Followers compare themselves with the stream's whole cursor. */
  onHeartbeat(id: string): void {
    if (decodeCursor(id) !== null) this.onFrame("heartbeat", "{}", id);
    this.#sendState();
  }

  onState(state: StreamState): void {
    const isNews = !isSameToTabs(state, this.#sent);
    this.#sent = state;
    if (isNews) this.#sendState();
  }

  onRefused(status: number): void {
    if (this.#isOver || !isRefusal(status)) return;
    const others = this.#members.tabsWantingMore(this.tab);
    // One tab must not take the stream from all others: a tab that wants more than this stream gets its own stream.
    for (const tab of others) {
      this.#members.leave(tab);
      this.#send({ kind: "decline", tab });
    }
    if (others.length > 0) this.#stream.wake();
    else this.host.onOwnRequestRefused();
  }

  #serve(): void {
    if (this.#sent.phase !== "open") return;
    const serves = this.#members.cover(this.#seq + 1);
    const { text, id } = this.#members;
    if (Object.keys(serves).length > 0) this.#send({ kind: "connected", text, id, serves });
    if (this.#members.hasPending()) this.#stream.reopen();
  }

  #sendState(): void {
    this.#send({ kind: "line", line: this.#sent });
  }

  #send(message: Unsigned<LeaderMessage>): void {
    if (this.#isOver) return;
    this.#seq++;
    this.host.send({ ...message, term: this.term, seq: this.#seq });
  }
}

/** Ignores `lastSign` and `lastFrame`: tabs learn those from the messages themselves. */
function isSameToTabs(one: StreamState, other: StreamState): boolean {
  return (
    one.phase === other.phase &&
    one.failures === other.failures &&
    one.heartbeatMs === other.heartbeatMs &&
    one.since === other.since &&
    one.isRefused === other.isRefused &&
    one.isLimited === other.isLimited &&
    one.isHandingOver === other.isHandingOver
  );
}
