import { IDLE, type StreamState } from "@/lib/realtime/client/stream/stream-state";
import {
  elected,
  type Follower,
  type FollowerEffect,
  type FollowerInput,
  follow,
  initialLeaderState,
  newFollower,
  streamOf,
} from "./follower";
import { Leader, type LeaderHost } from "./leader";
import { type Hello, type LeaderMessage, parseRelayed, type ReadRequest, type TabMessage } from "./relay";

export interface LocksAndChannels {
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

export interface SharedStreamHost {
  cursor(): string | null;
  urlFor(request: ReadRequest, replaces: string | null): string;
  fits(channels: readonly string[]): boolean;
  /** Later frames are of the channels of the latest request. */
  onBegin(text: string, id: string): void;
  onFrame(name: string, text: string, id: string): void;
  onState(state: StreamState): void;
}

/** Two tabs must not take over from a silent leader together; hidden ones wait longer. */
const EXTRA_DELAY_MS = { visible: 1_500, hidden: 4_000 };

/**
 * One stream for all tabs of one sign-in in one browser. The tab that holds the lock opens it; the others take over when
 * it ends. Without `locksAndChannels` a tab has its own.
 */
export class SharedStream implements LeaderHost {
  readonly #tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
  readonly #delayFactor = Math.random();
  #follower: Follower = newFollower(this.#tab);
  #leader: Leader | null = null;
  #channel: TabChannel | null = null;
  #candidacy: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channels: readonly string[] = [];
  #isRunning = false;

  constructor(
    private readonly host: SharedStreamHost,
    private readonly names: readonly string[],
    /** Tabs that use the same name share. */
    private readonly name: string,
    private readonly locksAndChannels: LocksAndChannels | null,
  ) {}

  start(channels: readonly string[]): void {
    this.#isRunning = true;
    this.#channels = channels;
    try {
      this.#channel = this.locksAndChannels?.openChannel(this.name) ?? null;
    } catch {
      // Not available, for example where storage is forbidden: the tab uses its own stream.
    }
    if (this.#channel === null) {
      this.#handle({ type: "ask" });
      this.#lead();
      return;
    }
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#receive(data);
    this.#handle({ type: "start" });
    void this.#requestLeadership({});
  }

  stop(): void {
    this.#isRunning = false;
    this.#leave();
    this.#follower = { ...newFollower(this.#tab), ask: this.#follower.ask };
    this.host.onState(IDLE);
  }

  /** Ends until the next start: the person is signed out. */
  end(): void {
    const { stream } = this.#follower;
    this.#isRunning = false;
    this.#leave();
    const since = stream.phase === "signed_out" ? stream.since : Date.now();
    this.#follower = {
      ...this.#follower,
      stream: { ...stream, phase: "signed_out", since, isHandingOver: false },
    };
    this.host.onState(this.#follower.stream);
  }

  ask(channels: readonly string[]): void {
    if (!this.#isRunning) return;
    this.#channels = channels;
    this.#handle({ type: "ask" });
  }

  wake(): void {
    if (!this.#isRunning) return;
    if (this.#leader !== null) this.#leader.wake();
    else this.#handle({ type: "call" });
  }

  onOffline(): void {
    this.#leader?.onOffline();
  }

  urlFor(request: ReadRequest, replaces: string | null): string {
    return this.host.urlFor(request, replaces);
  }

  fits(channels: readonly string[]): boolean {
    return this.host.fits(channels);
  }

  send(message: LeaderMessage): void {
    this.#channel?.postMessage(message);
    this.#handle({ type: "message", message });
  }

  onOwnRequestRefused(): void {
    if (this.#channel !== null) this.#separate();
  }

  #receive(data: unknown): void {
    const message = parseRelayed(data);
    if (message === null) return;
    if (message.kind === "hello" || message.kind === "leave") {
      this.#leader?.onLeaderMessage(message);
      return;
    }
    // Without Web Locks, two tabs can be elected in the same moment: then both step down.
    if (this.#leader !== null && message.term >= this.#leader.term) this.#stepDown();
    if (this.#leader === null) this.#handle({ type: "message", message });
  }

  #handle(input: FollowerInput): void {
    const extraDelay = EXTRA_DELAY_MS[document.visibilityState] * this.#delayFactor;
    const [follower, ...effects] = follow(this.#follower, input, Date.now(), extraDelay);
    this.#follower = follower;
    for (const effect of effects) if (this.#isRunning) this.#carryOut(effect);
    if (this.#isRunning) this.host.onState(streamOf(this.#follower));
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
        void this.#requestLeadership({ steal: true });
        break;
      case "separate":
        this.#separate();
        break;
      case "end":
        this.end();
        break;
      case "watch":
        clearTimeout(this.#timer);
        if (this.#leader === null)
          this.#timer = setTimeout(() => this.#handle({ type: "tick" }), effect.inMs);
    }
  }

  #hello(isWake: boolean): void {
    const hello = this.#makeHello(isWake);
    if (this.#leader === null) this.#channel?.postMessage(hello);
    else this.#leader.onLeaderMessage(hello);
  }

  #makeHello(isWake: boolean): Hello {
    const { ask, served } = this.#follower;
    const cursor = this.host.cursor();
    const [tab, channels] = [this.#tab, this.#channels];
    return { kind: "hello", tab, ask, channels, cursor, isServed: served > 0, isWake };
  }

  /** Leads when the lock is granted; `steal` takes it at once. */
  async #requestLeadership(options: { steal?: true }): Promise<void> {
    this.#candidacy?.abort();
    const candidacy = new AbortController();
    this.#candidacy = candidacy;
    const { signal } = candidacy;
    try {
      await this.locksAndChannels?.locks.request(
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
      // Another tab has taken the lock, or the browser refuses locks.
      if (this.#leader === null) this.#separate();
      else this.#stepDown();
    }
  }

  #lead(): void {
    clearTimeout(this.#timer);
    const term = Math.max(Date.now(), this.#follower.term + 1) + Math.random();
    this.#leader = new Leader(this, this.names, term, this.#tab, initialLeaderState(this.#follower));
    this.#follower = elected(this.#follower, term);
    this.#leader.start(this.#makeHello(false));
  }

  #stepDown(): void {
    this.#stopLeading();
    this.#handle({ type: "start" });
    void this.#requestLeadership({});
  }

  #separate(): void {
    this.#leave();
    this.#handle({ type: "ask" });
    this.#lead();
  }

  #stopLeading(): void {
    const leader = this.#leader;
    this.#leader = null;
    leader?.stop();
    this.#candidacy?.abort();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#stopLeading();
    const leave: TabMessage = { kind: "leave", tab: this.#tab };
    this.#channel?.postMessage(leave);
    this.#channel?.close();
    this.#channel = null;
  }
}
