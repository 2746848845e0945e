import * as z from "zod/mini";
import type { Catalogue, StreamEvent } from "../define-events";
import {
  advance,
  DEFAULT_HEARTBEAT_MS,
  IDLE,
  type LineEffect,
  type LineInput,
  type LineState,
  stateOf,
} from "./line";
import { type StreamMessage, StreamReader } from "./reader";
import { type Handler, Subscriptions } from "./subscriptions";

export interface StreamStatus {
  readonly state: LineState;
  /** Since when it is in this state: live, or without a line. */
  readonly since: Date | null;
  /** When the last frame came; kept to the second. */
  readonly lastContact: Date | null;
}

interface StreamOptions<Event extends StreamEvent> {
  url: string;
  catalogue: Catalogue<Event>;
  /** Where the page's data was read; null to begin at whatever is the end of the log. */
  cursor: string | null;
  /** What the server lets this page read without being asked. */
  channels: readonly string[];
}

const connectedFrame = z.object({
  channels: z.array(z.string()),
  heartbeat_ms: z.number().check(z.positive()),
});
const byeFrame = z.object({
  reason: z.enum(["limit", "shutdown", "slow", "signed_out", "dropped"]),
  retry_ms: z.number().check(z.nonnegative()),
});

const NEVER: StreamStatus = { state: "connecting", since: null, lastContact: null };

/** A page's one stream: the only place that opens an `EventSource`. Safe to start and stop any number of times. */
export class StreamClient<Event extends StreamEvent> {
  readonly #options: StreamOptions<Event>;
  readonly #reader: StreamReader<Event>;
  readonly #subscriptions = new Subscriptions<Event>();
  readonly #statusListeners = new Set<() => void>();
  #line = IDLE;
  #status = NEVER;
  #defaults: readonly string[];
  /** The stream that counts, and those it takes over from. */
  #current: EventSource | null = null;
  #retiring = new Set<EventSource>();
  #asked: readonly string[] = [];
  #probing: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | null = null;
  #isCheckingChannels = false;

  constructor(options: StreamOptions<Event>) {
    this.#options = options;
    this.#reader = new StreamReader(options.catalogue, options.cursor);
    this.#defaults = options.channels;
  }

  start(): void {
    if (this.#running !== null) return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    const wake = () => this.#take({ type: "wake" });
    window.addEventListener("online", wake, { signal });
    window.addEventListener("pageshow", wake, { signal });
    window.addEventListener("offline", () => this.#take({ type: "offline" }), { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake(), {
      signal,
    });
    this.#take({ type: "start" });
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.#take({ type: "stop" });
  }

  /** What the server rendered anew: other channels than before, and where their data was read. */
  expect(channels: readonly string[], cursor: string): void {
    this.#reader.adopt(cursor);
    this.#defaults = channels;
    this.#checkChannels();
  }

  /**
   * Listens to one channel; a channel that the stream does not read yet is asked for. `since` is the cursor at which the
   * caller's data was read: what came after it, and before this call, is handed over first.
   */
  subscribe(channel: string, handler: Handler<Event>, since?: string): () => void {
    const end = this.#subscriptions.add(channel, handler);
    if (since !== undefined)
      for (const message of this.#subscriptions.since(channel, since, this.#reader.position(channel)))
        handler(message);
    this.#checkChannels();
    return end;
  }

  subscribeToAll(handler: Handler<Event>): () => void {
    return this.#subscriptions.addToAll(handler);
  }

  readonly status = (): StreamStatus => this.#status;

  readonly onStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener);
    return () => void this.#statusListeners.delete(listener);
  };

  #take(input: LineInput): void {
    const [line, ...effects] = advance(this.#line, input, Date.now(), Math.random());
    this.#line = line;
    for (const effect of effects) this.#carryOut(effect);
    this.#publishStatus();
  }

  #carryOut(effect: LineEffect): void {
    switch (effect.do) {
      case "open":
        this.#open();
        break;
      case "close":
        this.#close();
        break;
      case "probe":
        void this.#probe();
        break;
      case "tick":
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#take({ type: "tick" }), effect.inMs);
    }
  }

  #open(): void {
    if (this.#current !== null) this.#retiring.add(this.#current);
    const source = new EventSource(this.#url());
    this.#current = source;
    const on = (name: string, handle: (text: string, id: string) => void) =>
      source.addEventListener(name, (event: MessageEvent<string>) => handle(event.data, event.lastEventId));
    on("connected", (text, id) => this.#connected(source, text, id));
    on("heartbeat", () => source === this.#current && this.#take({ type: "frame" }));
    on("reset", (text, id) => this.#deliver(source, this.#reader.reset(text, id)));
    on("bye", (text) => this.#bye(source, text));
    for (const name of this.#options.catalogue.names)
      on(name, (text, id) => this.#deliver(source, this.#reader.event(name, text, id)));
    source.addEventListener("error", () => {
      // Closed by the browser itself: it got an answer that is no stream. Else it would try again, its own way.
      const refused = source.readyState === EventSource.CLOSED;
      source.close();
      if (source === this.#current) this.#take({ type: "failed", refused });
      else this.#retiring.delete(source);
    });
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#probing?.abort();
    this.#current?.close();
    this.#current = null;
    this.#retire();
  }

  #retire(): void {
    for (const source of this.#retiring) source.close();
    this.#retiring.clear();
  }

  #connected(source: EventSource, text: string, id: string): void {
    if (source !== this.#current) return;
    const frame = connectedFrame.safeParse(JSON.parse(text)).data;
    const read = frame?.channels ?? this.#asked;
    // Somebody else has signed in here meanwhile, or may read less than before: a stream that leaves out what this
    // page shows must not call it live.
    if (this.#asked.some((channel) => !read.includes(channel))) {
      this.#take({ type: "bye", reason: "signed_out", retryMs: 0 });
      return;
    }
    this.#retire();
    this.#reader.begin(read, id);
    this.#take({ type: "connected", heartbeatMs: frame?.heartbeat_ms ?? DEFAULT_HEARTBEAT_MS });
    this.#checkChannels();
  }

  #deliver(source: EventSource, messages: readonly StreamMessage<Event>[]): void {
    if (source === this.#current) this.#take({ type: "frame" });
    for (const message of messages) this.#subscriptions.dispatch(message);
  }

  #bye(source: EventSource, text: string): void {
    source.close();
    if (source !== this.#current) {
      this.#retiring.delete(source);
      return;
    }
    const { reason, retry_ms } = byeFrame.safeParse(JSON.parse(text)).data ?? {
      reason: "shutdown",
      retry_ms: 1_000,
    };
    this.#take({ type: "bye", reason, retryMs: retry_ms });
  }

  /** `EventSource` hides why it was refused: ask the same way and look at the status. */
  async #probe(): Promise<void> {
    const probing = new AbortController();
    this.#probing = probing;
    const { signal } = probing;
    try {
      const response = await fetch(this.#url(), { signal, headers: { Accept: "text/event-stream" } });
      await response.body?.cancel();
      const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
      const retryAfterMs = Number.isFinite(retryAfter) ? retryAfter * 1_000 : null;
      this.#take({ type: "probed", status: response.status, retryAfterMs });
    } catch {
      if (!signal.aborted) this.#take({ type: "probed", status: null, retryAfterMs: null });
    }
  }

  #wanted(): string[] {
    return [...new Set([...this.#defaults, ...this.#subscriptions.channels()])].sort();
  }

  /** Once a turn, since a page's hooks subscribe one after the other. */
  #checkChannels(): void {
    if (this.#isCheckingChannels) return;
    this.#isCheckingChannels = true;
    queueMicrotask(() => {
      this.#isCheckingChannels = false;
      if (this.#current !== null && this.#wanted().some((channel) => !this.#asked.includes(channel)))
        this.#take({ type: "reopen" });
    });
  }

  #url(): string {
    const wanted = this.#wanted();
    this.#asked = wanted;
    const extra = wanted.filter((channel) => !this.#defaults.includes(channel));
    const query = new URLSearchParams();
    const cursor = this.#reader.cursor();
    if (cursor !== null) query.set("cursor", cursor);
    if (extra.length > 0) query.set("channels", extra.join(","));
    return `${this.#options.url}?${query}`;
  }

  #publishStatus(): void {
    const { since, lastFrame } = this.#line;
    const state = stateOf(this.#line);
    const second = lastFrame === null ? null : lastFrame - (lastFrame % 1_000);
    const { state: state0, since: since0, lastContact: contact0 } = this.#status;
    if (state === state0 && since === (since0?.getTime() ?? null) && second === (contact0?.getTime() ?? null))
      return;
    this.#status = {
      state,
      since: since === null ? null : new Date(since),
      lastContact: second === null ? null : new Date(second),
    };
    for (const listener of this.#statusListeners) listener();
  }
}
