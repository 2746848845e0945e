import * as z from "zod/mini";
import { isRefusal, type Line } from "@/lib/realtime/client/stream/stream-state";
import { ServerStream, type ServerStreamHost } from "@/lib/realtime/client/stream/server-stream";
import { decodeCursor } from "@/lib/realtime/protocol/cursor";
import type { Hello, LeaderMessage, TabMessage, Wish } from "./relay";
import { Roster } from "./members";

export interface LeaderHost {
  urlFor(request: Wish): string;
  /** Whether one stream can read so much. */
  fits(channels: readonly string[]): boolean;
  /** To all tabs, the leader's own among them. */
  say(message: LeaderMessage): void;
  /** The server refuses what the leader's own tab wants: nobody should depend on this one. */
  onUnfit(): void;
}

type Unsigned<Message> = Message extends LeaderMessage ? Omit<Message, "term" | "seq"> : never;

const connectedFrame = z.object({ channels: z.array(z.string()) });

/** The tab that holds the stream: opens it for all, and hands on what it brings. */
export class Leader implements ServerStreamHost {
  readonly #roster: Roster;
  readonly #stream: ServerStream;
  /** The stream's state as the tabs know it. */
  #told: Line;
  #seq = 0;
  #isOver = false;

  constructor(
    private readonly host: LeaderHost,
    names: readonly string[],
    readonly term: number,
    private readonly tab: string,
    line: Line,
  ) {
    this.#told = line;
    this.#roster = new Roster((channels) => host.fits(channels));
    this.#stream = new ServerStream(this, names, line);
  }

  /** With what its own tab wants. */
  start(own: Hello): void {
    this.#roster.hello(own);
    this.#stream.start();
  }

  /** Says nothing more. */
  stop(): void {
    this.#isOver = true;
    this.#stream.stop();
  }

  wake(): void {
    this.#stream.wake();
  }

  goneOffline(): void {
    this.#stream.goneOffline();
  }

  hear(message: TabMessage): void {
    if (message.kind === "leave") {
      this.#roster.leave(message.tab);
      return;
    }
    if (!this.#roster.hello(message)) this.#say({ kind: "decline", tab: message.tab });
    if (message.isWake) this.#stream.wake();
    else this.#stream.lookAtClock();
    this.#tellLine();
    this.#serve();
  }

  nextUrl(): string {
    return this.host.urlFor(this.#roster.request());
  }

  onConnected(text: string, id: string): void {
    const read = connectedFrame.safeParse(JSON.parse(text)).data?.channels ?? [];
    this.#say({ kind: "connected", text, id, serves: this.#roster.connected(read, text, id) });
  }

  /** Who came while it was opening. */
  onOpen(): void {
    this.#serve();
  }

  onFrame(name: string, text: string, id: string): void {
    this.#roster.moved(id);
    this.#say({ kind: "frame", name, text, id });
  }

  /** Followers compare themselves with the stream's whole cursor. */
  onHeartbeat(id: string): void {
    if (decodeCursor(id) !== null) this.onFrame("heartbeat", "{}", id);
    this.#tellLine();
  }

  onLine(line: Line): void {
    const isNews = !isSameToTabs(line, this.#told);
    this.#told = line;
    if (isNews) this.#tellLine();
  }

  onRefused(status: number): void {
    if (this.#isOver || !isRefusal(status)) return;
    const foreign = this.#roster.foreign(this.tab);
    // One tab's wish must not take the stream from all: whoever wants more than this one gets a stream of its own.
    for (const tab of foreign) {
      this.#roster.leave(tab);
      this.#say({ kind: "decline", tab });
    }
    if (foreign.length > 0) this.#stream.wake();
    else this.host.onUnfit();
  }

  #serve(): void {
    if (this.#told.phase !== "open") return;
    const serves = this.#roster.cover();
    const { text, id } = this.#roster;
    if (Object.keys(serves).length > 0) this.#say({ kind: "connected", text, id, serves });
    if (this.#roster.hasPending()) this.#stream.reopen();
  }

  #tellLine(): void {
    this.#say({ kind: "line", line: this.#told });
  }

  #say(message: Unsigned<LeaderMessage>): void {
    if (this.#isOver) return;
    this.#seq++;
    this.host.say({ ...message, term: this.term, seq: this.#seq });
  }
}

/** Signs of life are told by themselves. */
function isSameToTabs(one: Line, other: Line): boolean {
  return (
    one.phase === other.phase &&
    one.failures === other.failures &&
    one.heartbeatMs === other.heartbeatMs &&
    one.since === other.since &&
    one.isRefused === other.isRefused &&
    one.isHandingOver === other.isHandingOver
  );
}
