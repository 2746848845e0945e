import "server-only";
import { nextUpstream, openingState, type UpstreamEvent, type UpstreamState } from "./upstream-state";
import type { UpstreamListener } from "./upstream-stream";

export interface UpstreamHost {
  open(listener: UpstreamListener): () => void;
  /** Returns whether it was a message of the bus. None of these callbacks may throw. */
  receive(text: string): boolean;
  garbage(): void;
  failed(why: string, times: number): void;
  reopened(): void;
  /** Called after a reopening: messages of the time in between were missed. */
  resumed(): void;
  /** A message must be sent to prove that the reopened upstream delivers. */
  prove(): void;
  changed(): void;
}

export class Upstream {
  #state: UpstreamState = openingState(performance.now());
  #closeStream: () => void;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(private readonly host: UpstreamHost) {
    this.#closeStream = this.#open();
    this.#wait();
  }

  get isOpen(): boolean {
    return this.#state.phase === "open";
  }

  get isFailing(): boolean {
    return this.#state.failures > 0;
  }

  onEvent(event: UpstreamEvent, why: string = event.kind): void {
    const before = this.#state;
    const after = nextUpstream(before, event, performance.now(), Math.random());
    if (after === before || this.#isClosed) return;
    this.#state = after;
    const isAnother = after.opening !== before.opening;
    if (isAnother || after.phase === "waiting") this.#closeStream();
    if (isAnother) {
      this.#closeStream = this.#open();
      this.host.reopened();
    }
    if (after.dueAt !== before.dueAt) this.#wait();
    if (after.failures > before.failures) this.host.failed(why, after.failures);
    if (after.phase === "open" && before.phase === "opening" && after.opening > 1) this.host.resumed();
    if (event.kind === "confirmed" && after.failures > 0) this.host.prove();
    this.host.changed();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#closeStream();
  }

  #open(): () => void {
    return this.host.open({
      confirmed: () => this.onEvent({ kind: "confirmed" }),
      message: (text) => {
        if (this.host.receive(text)) this.onEvent({ kind: "carried" });
      },
      garbage: () => this.host.garbage(),
      ended: (why) => this.onEvent({ kind: "ended" }, why),
    });
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { dueAt } = this.#state;
    if (dueAt === Number.POSITIVE_INFINITY) return;
    const check = () => {
      if (performance.now() < dueAt) this.#wait();
      // Messages that arrived while this process was busy are handled first.
      else setImmediate(() => this.onEvent({ kind: "due" }, `${this.#state.phase} for too long`));
    };
    this.#timer = setTimeout(check, Math.max(0, dueAt - performance.now())).unref();
  }
}
