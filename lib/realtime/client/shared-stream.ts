import * as z from "zod/mini";
import {
  elected,
  type Follower,
  type FollowerEffect,
  type FollowerInput,
  follow,
  lineOf,
  lineToLead,
  newFollower,
} from "./follower";
import { IDLE, type Line } from "./line";
import { type Hello, type LeaderMessage, parseRelayed, type TabMessage, type Wish } from "./relay";
import { Roster } from "./roster";
import { ServerStream, type ServerStreamHost } from "./server-stream";

/** What tabs of one browser have in common: of `LockManager` and `BroadcastChannel`, what is needed here. */
export interface Commons {
  locks: {
    request: (
      name: string,
      options: { signal?: AbortSignal; steal?: boolean },
      hold: () => Promise<void>,
    ) => Promise<unknown>;
  };
  openChannel: (name: string) => TabChannel;
}

export interface TabChannel {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage: (message: unknown) => void;
  close: () => void;
}

/** The tab that uses the stream. */
export interface SharedStreamHost {
  /** Where this tab stands now. */
  cursor(): string | null;
  urlFor(request: Wish): string;
  /** What was asked last is read from here on. */
  onBegin(text: string, id: string): void;
  onFrame(name: string, text: string, id: string): void;
  onLine(line: Line): void;
}

interface Leadership {
  readonly term: number;
  readonly roster: Roster;
  readonly stream: ServerStream;
  seq: number;
  /** The stream's state as the tabs know it. */
  told: Line;
}

type Unsigned<Message> = Message extends LeaderMessage ? Omit<Message, "term" | "seq"> : never;

const connectedFrame = z.object({ channels: z.array(z.string()) });
/** Two tabs that miss their leader should not both step in; one that nobody looks at lets others go first. */
const PATIENCE_MS = { visible: 1_500, hidden: 4_000 };

/**
 * One stream for all tabs of one sign-in in one browser: the tab that holds the lock opens it and hands on what it
 * brings; the others ask it, and take over when it ends. Without `commons` a tab has its own.
 */
export class SharedStream implements ServerStreamHost {
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
  readonly #patience = Math.random();
  #follower: Follower = newFollower(this.#tab);
  #leadership: Leadership | null = null;
  #channel: TabChannel | null = null;
  /** Ends the wish to lead, and the leading. */
  #candidacy: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channels: readonly string[] = [];
  #isRunning = false;

  constructor(
    private readonly host: SharedStreamHost,
    private readonly names: readonly string[],
    /** Tabs that use the same name share. */
    private readonly name: string,
    private readonly commons: Commons | null,
  ) {}

  start(channels: readonly string[]): void {
    this.#isRunning = true;
    this.#channels = channels;
    try {
      this.#channel = this.commons?.openChannel(this.name) ?? null;
    } catch {
      // As where storage is forbidden: each for itself.
    }
    if (this.#channel === null) {
      this.#take({ type: "ask" });
      this.#lead();
      return;
    }
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
    this.#take({ type: "start" });
    void this.#stand({});
  }

  stop(): void {
    this.#isRunning = false;
    this.#leave();
    this.#follower = { ...newFollower(this.#tab), ask: this.#follower.ask };
    this.host.onLine(IDLE);
  }

  /** For good, until it is started again: the person is signed out. */
  end(): void {
    const { line } = this.#follower;
    this.#isRunning = false;
    this.#leave();
    const since = line.phase === "signed_out" ? line.since : Date.now();
    this.#follower = {
      ...this.#follower,
      line: { ...line, phase: "signed_out", since, isHandingOver: false },
    };
    this.host.onLine(this.#follower.line);
  }

  /** Wants other channels than before. */
  ask(channels: readonly string[]): void {
    if (!this.#isRunning) return;
    this.#channels = channels;
    this.#take({ type: "ask" });
  }

  wake(): void {
    if (!this.#isRunning) return;
    if (this.#leadership !== null) this.#leadership.stream.wake();
    else this.#take({ type: "call" });
  }

  goneOffline(): void {
    this.#leadership?.stream.goneOffline();
  }

  // What the leader hears of its stream.

  nextUrl(): string {
    return this.host.urlFor(this.#leadership?.roster.request() ?? { channels: [], cursor: null });
  }

  onConnected(text: string, id: string): void {
    const read = connectedFrame.safeParse(JSON.parse(text)).data?.channels ?? [];
    const serves = this.#leadership?.roster.connected(read, text, id);
    if (serves !== undefined) this.#say({ kind: "connected", text, id, serves });
  }

  onFrame(name: string, text: string, id: string): void {
    if (this.#leadership === null) return;
    if (id !== "") this.#leadership.roster.id = id;
    this.#say({ kind: "frame", name, text, id });
  }

  onHeartbeat(): void {
    this.#tellLine();
  }

  onLine(line: Line): void {
    const leadership = this.#leadership;
    if (leadership === null) return;
    const isNews = !isSameToTabs(line, leadership.told);
    leadership.told = line;
    if (isNews) this.#tellLine();
  }

  /** Who came while it was opening. */
  onOpen(): void {
    this.#serve();
  }

  onRefused(status: number): void {
    if (this.#leadership === null || this.#channel === null || (status !== 400 && status !== 403)) return;
    const { roster, stream } = this.#leadership;
    const foreign = roster.foreign(this.#channels);
    // One tab's wish must not take the stream from all: whoever wants more than this one gets a stream of its own.
    for (const tab of foreign) {
      roster.leave(tab);
      this.#say({ kind: "decline", tab });
    }
    if (foreign.length > 0) stream.wake();
    else this.#part();
  }

  #serve(): void {
    const leadership = this.#leadership;
    if (leadership === null || leadership.told.phase !== "open") return;
    const { roster, stream } = leadership;
    const serves = roster.cover();
    if (Object.keys(serves).length > 0)
      this.#say({ kind: "connected", text: roster.text, id: roster.id ?? "", serves });
    if (roster.hasPending()) stream.reopen();
  }

  #tellLine(): void {
    if (this.#leadership !== null) this.#say({ kind: "line", line: this.#leadership.told });
  }

  /** To all tabs, this one among them. */
  #say(message: Unsigned<LeaderMessage>): void {
    const leadership = this.#leadership;
    if (leadership === null) return;
    leadership.seq++;
    const { term, seq } = leadership;
    const signed: LeaderMessage = { ...message, term, seq };
    this.#channel?.postMessage(signed);
    this.#take({ type: "heard", message: signed });
  }

  #receive(data: unknown): void {
    const message = parseRelayed(data);
    if (message === null) return;
    if (message.kind === "hello" || message.kind === "leave") {
      this.#answer(message);
      return;
    }
    // Whoever was elected later leads.
    if (this.#leadership !== null && message.term > this.#leadership.term) this.#stepDown();
    if (this.#leadership === null) this.#take({ type: "heard", message });
  }

  /** As the leader, to what a tab says. */
  #answer(message: TabMessage): void {
    if (this.#leadership === null) return;
    const { roster, stream } = this.#leadership;
    if (message.kind === "leave") {
      roster.leave(message.tab);
      return;
    }
    if (!roster.hello(message)) this.#say({ kind: "decline", tab: message.tab });
    if (message.isWake) stream.wake();
    else stream.lookAtClock();
    this.#tellLine();
    this.#serve();
  }

  #take(input: FollowerInput): void {
    const patience = PATIENCE_MS[document.visibilityState] * this.#patience;
    const [follower, ...effects] = follow(this.#follower, input, Date.now(), patience);
    this.#follower = follower;
    for (const effect of effects) if (this.#isRunning) this.#carryOut(effect);
    if (this.#isRunning) this.host.onLine(lineOf(this.#follower));
  }

  #carryOut(effect: FollowerEffect): void {
    switch (effect.do) {
      case "hello":
        this.#hello(effect.isWake);
        break;
      case "begin":
        this.host.onBegin(effect.text, effect.id);
        break;
      case "deliver":
        this.host.onFrame(effect.name, effect.text, effect.id);
        break;
      case "steal":
        void this.#stand({ steal: true });
        break;
      case "part":
        this.#part();
        break;
      case "end":
        this.end();
        break;
      case "watch":
        clearTimeout(this.#timer);
        if (this.#leadership === null)
          this.#timer = setTimeout(() => this.#take({ type: "tick" }), effect.inMs);
    }
  }

  #hello(isWake: boolean): void {
    const { ask, served } = this.#follower;
    const cursor = this.host.cursor();
    const hello: Hello = {
      kind: "hello",
      tab: this.#tab,
      ask,
      channels: this.#channels,
      cursor,
      isServed: served > 0,
      isWake,
    };
    if (this.#leadership === null) this.#channel?.postMessage(hello);
    else this.#answer(hello);
  }

  /** Leads as soon as nobody else does; `steal`: at once, whoever does. */
  async #stand(options: { steal?: true }): Promise<void> {
    this.#candidacy?.abort();
    const candidacy = new AbortController();
    this.#candidacy = candidacy;
    const { signal } = candidacy;
    try {
      await this.commons?.locks.request(
        this.name,
        options.steal ? options : { signal },
        () =>
          new Promise<void>((resolve) => {
            signal.addEventListener("abort", () => resolve());
            if (signal.aborted) resolve();
            else this.#lead();
          }),
      );
    } catch {
      if (signal.aborted) return;
      // Taken by another tab, or there are no locks to be had here.
      if (this.#leadership === null) this.#part();
      else this.#stepDown();
    }
  }

  #lead(): void {
    clearTimeout(this.#timer);
    const term = Math.max(Date.now(), this.#follower.term + 1) + Math.random();
    const line = lineToLead(this.#follower);
    const roster = new Roster();
    const stream = new ServerStream(this, this.names, line);
    this.#leadership = { term, roster, stream, seq: 0, told: line };
    this.#follower = elected(this.#follower, term);
    const { ask } = this.#follower;
    const cursor = this.host.cursor();
    roster.hello({
      kind: "hello",
      tab: this.#tab,
      ask,
      channels: this.#channels,
      cursor,
      isServed: false,
      isWake: false,
    });
    stream.start();
  }

  /** Another tab leads. */
  #stepDown(): void {
    this.#resign();
    this.#take({ type: "start" });
    void this.#stand({});
  }

  /** Goes on with a stream of its own. */
  #part(): void {
    this.#leave();
    this.#take({ type: "ask" });
    this.#lead();
  }

  #resign(): void {
    const stream = this.#leadership?.stream;
    this.#leadership = null;
    stream?.stop();
    this.#candidacy?.abort();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#resign();
    const leave: TabMessage = { kind: "leave", tab: this.#tab };
    this.#channel?.postMessage(leave);
    this.#channel?.close();
    this.#channel = null;
  }
}

/** Signs of life go out by themselves. */
function isSameToTabs(one: Line, other: Line): boolean {
  return (
    one.phase === other.phase &&
    one.failures === other.failures &&
    one.heartbeatMs === other.heartbeatMs &&
    one.since === other.since &&
    one.isHandingOver === other.isHandingOver
  );
}
