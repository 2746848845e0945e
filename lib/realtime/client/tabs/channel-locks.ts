import * as z from "zod/mini";
import type { LocksAndChannels, TabChannel } from "./shared-stream";

type Locks = LocksAndChannels["locks"];
type Hold = Parameters<Locks["request"]>[2];

const message = z.object({
  /** `prior`: the sender wants the lock, too, and comes before candidates with a higher id. */
  kind: z.enum(["want", "prior", "held", "stolen", "free"]),
  from: z.string().check(z.maxLength(64)),
});
type Message = z.infer<typeof message>;

/** Milliseconds within which a holder answers, even on a busy machine. */
const ANSWER_MS = 300;

/**
 * Stands in for Web Locks, which browsers do not offer on pages without HTTPS. A tab asks the others over a channel and takes
 * the lock when none of them holds it. A lost or late message can give the lock to two tabs; SharedStream then ends the
 * leader that was elected earlier. The lock of a tab that crashed stays taken until a tab that misses its leader steals it.
 */
export function channelLocks(openChannel: (name: string) => TabChannel): Locks {
  return {
    request: (name, { signal, steal = false }, hold) =>
      new Promise<void>((resolve, reject) => {
        const channel = openChannel(`${name} lock`);
        const candidate = new Candidate(channel, hold, resolve, reject);
        signal?.addEventListener("abort", () => candidate.withdraw());
        if (signal?.aborted) candidate.withdraw();
        else candidate.start(steal);
      }),
  };
}

class Candidate {
  readonly #id = crypto.getRandomValues(new Uint32Array(2)).join("-");
  /** `contesting`: takes the lock unless a holder or a candidate with a lower id answers in time. */
  #state: "contesting" | "waiting" | "holding" | "over" = "waiting";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly channel: TabChannel,
    private readonly hold: Hold,
    private readonly resolve: () => void,
    private readonly reject: (error: unknown) => void,
  ) {
    channel.onmessage = ({ data }) => {
      const received = message.safeParse(data);
      if (received.success) this.#receive(received.data);
    };
  }

  start(isStealing: boolean): void {
    if (isStealing) this.#take("stolen");
    else this.#contest();
  }

  /** Has no effect on a holder, which ends by itself. */
  withdraw(): void {
    if (this.#state === "holding" || this.#state === "over") return;
    // Candidates that gave way to this one contest again.
    if (this.#state === "contesting") this.#send("free");
    this.#end();
    this.reject(new DOMException("Withdrawn", "AbortError"));
  }

  #contest(): void {
    this.#state = "contesting";
    this.#send("want");
    this.#after(ANSWER_MS, () => this.#take("held"));
  }

  #take(how: "held" | "stolen"): void {
    clearTimeout(this.#timer);
    this.#state = "holding";
    this.#send(how);
    void this.hold().then(
      () => this.#release(this.resolve),
      (error: unknown) => this.#release(() => this.reject(error)),
    );
  }

  #release(settle: () => void): void {
    if (this.#state === "over") return;
    this.#send("free");
    this.#end();
    settle();
  }

  #receive({ kind, from }: Message): void {
    if (this.#state === "holding") this.#defend(kind);
    else if (kind === "free") this.#contest();
    else if (kind === "held" || kind === "stolen") this.#wait();
    else if (this.#state === "contesting") this.#compare(kind, from);
  }

  #compare(kind: "want" | "prior", from: string): void {
    if (from < this.#id) this.#giveWay();
    else if (kind === "want") this.#send("prior");
  }

  #defend(against: Message["kind"]): void {
    if (against === "want") this.#send("held");
    if (against !== "stolen") return;
    this.#end();
    this.reject(new DOMException("Stolen", "AbortError"));
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#state = "waiting";
  }

  /** Contests again unless the other candidate takes the lock. */
  #giveWay(): void {
    this.#wait();
    this.#after(2 * ANSWER_MS, () => this.#contest());
  }

  #after(ms: number, run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, ms);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#state = "over";
    this.channel.onmessage = null;
    this.channel.close();
  }

  #send(kind: Message["kind"]): void {
    const sent: Message = { kind, from: this.#id };
    this.channel.postMessage(sent);
  }
}
