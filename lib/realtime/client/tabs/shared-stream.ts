import { IDLE, type Line } from "@/lib/realtime/client/stream/stream-state";
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
import { Leader, type LeaderHost } from "./leader";
import { type Hello, type LeaderMessage, parseRelayed, type TabMessage, type Wish } from "./relay";

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
  /** Whether one stream can read so much. */
  fits(channels: readonly string[]): boolean;
  /** What was asked last is read from here on. */
  onBegin(text: string, id: string): void;
  onFrame(name: string, text: string, id: string): void;
  onLine(line: Line): void;
}

/** Two tabs that miss their leader should not both step in; one that nobody looks at lets others go first. */
const PATIENCE_MS = { visible: 1_500, hidden: 4_000 };

/**
 * One stream for all tabs of one sign-in in one browser: the tab that holds the lock opens it and hands on what it
 * brings; the others ask it, and take over when it ends. Without `commons` a tab has its own.
 */
export class SharedStream implements LeaderHost {
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
  readonly #patience = Math.random();
  #follower: Follower = newFollower(this.#tab);
  #leader: Leader | null = null;
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
    if (this.#leader !== null) this.#leader.wake();
    else this.#take({ type: "call" });
  }

  goneOffline(): void {
    this.#leader?.goneOffline();
  }

  urlFor(request: Wish): string {
    return this.host.urlFor(request);
  }

  fits(channels: readonly string[]): boolean {
    return this.host.fits(channels);
  }

  say(message: LeaderMessage): void {
    this.#channel?.postMessage(message);
    this.#take({ type: "heard", message });
  }

  onUnfit(): void {
    if (this.#channel !== null) this.#part();
  }

  #receive(data: unknown): void {
    const message = parseRelayed(data);
    if (message === null) return;
    if (message.kind === "hello" || message.kind === "leave") {
      this.#leader?.hear(message);
      return;
    }
    // Whoever was elected later leads.
    if (this.#leader !== null && message.term > this.#leader.term) this.#stepDown();
    if (this.#leader === null) this.#take({ type: "heard", message });
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
        if (this.#leader === null) this.#timer = setTimeout(() => this.#take({ type: "tick" }), effect.inMs);
    }
  }

  #hello(isWake: boolean): void {
    const hello = this.#makeHello(isWake);
    if (this.#leader === null) this.#channel?.postMessage(hello);
    else this.#leader.hear(hello);
  }

  #makeHello(isWake: boolean): Hello {
    const { ask, served } = this.#follower;
    const cursor = this.host.cursor();
    const [tab, channels] = [this.#tab, this.#channels];
    return { kind: "hello", tab, ask, channels, cursor, isServed: served > 0, isWake };
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
      if (this.#leader === null) this.#part();
      else this.#stepDown();
    }
  }

  #lead(): void {
    clearTimeout(this.#timer);
    const term = Math.max(Date.now(), this.#follower.term + 1) + Math.random();
    this.#leader = new Leader(this, this.names, term, this.#tab, lineToLead(this.#follower));
    this.#follower = elected(this.#follower, term);
    this.#leader.start(this.#makeHello(false));
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
    const leader = this.#leader;
    this.#leader = null;
    leader?.stop();
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
