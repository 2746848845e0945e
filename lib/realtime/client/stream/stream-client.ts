import * as z from "zod/mini";
import { setClockOffset, toServerTime } from "@/lib/realtime/client/server-clock";
import { RELAY_VERSION, type ReadRequest } from "@/lib/realtime/client/tabs/relay";
import {
  type LocksAndChannels,
  SharedStream,
  type SharedStreamHost,
} from "@/lib/realtime/client/tabs/shared-stream";
import { channelNamesSchema } from "@/lib/realtime/protocol/channel-names";
import { CURSOR_VERSION } from "@/lib/realtime/protocol/cursor";
import type { Catalogue, StreamEvent } from "@/lib/realtime/protocol/define-event";
import { CHANNELS_PER_REQUEST, CHANNELS_PER_STREAM } from "@/lib/realtime/protocol/limits";
import { parseJson } from "@/lib/text/parse-json";
import { type StreamMessage, StreamReader } from "./reader";
import { type ConnectionState, clockOffsetOf, type StreamState, stateOf } from "./stream-state";
import { type Handler, Subscriptions } from "./subscriptions";

export interface StreamStatus {
  readonly state: ConnectionState;
  /** Since when the page is live, or without a stream, by the server's clock. */
  readonly since: Date | null;
  /** By the server's clock. */
  readonly lastContact: Date | null;
}

interface StreamOptions<Event extends StreamEvent> {
  url: string;
  catalogue: Catalogue<Event>;
  /** The position at which the page's data was read; null to begin at the end of the log. */
  cursor: string | null;
  channels: readonly string[];
  /** Names the sign-in: tabs of the same one share a stream. */
  session: string;
  /** Null where the browser has none: then each tab has its own stream. */
  locksAndChannels: LocksAndChannels | null;
}

const connectedFrame = z.object({ channels: channelNamesSchema });

const NEVER: StreamStatus = { state: "connecting", since: null, lastContact: null };

/** Safe to start and stop any number of times. */
export class StreamClient<Event extends StreamEvent> implements SharedStreamHost {
  readonly #options: StreamOptions<Event>;
  readonly #reader: StreamReader<Event>;
  readonly #subscriptions = new Subscriptions<Event>();
  readonly #statusListeners = new Set<() => void>();
  #status = NEVER;
  /** What `#status` was made from, by the device's clock. */
  #shown: Pick<StreamState, "since" | "lastFrame"> = { since: null, lastFrame: null };
  #defaults: readonly string[];
  #session: string;
  #stream: SharedStream;
  #asked: readonly string[] = [];
  #running: AbortController | null = null;
  #isSuspended = false;
  #isCheckingChannels = false;

  constructor(options: StreamOptions<Event>) {
    this.#options = options;
    this.#reader = new StreamReader(options.catalogue, options.cursor);
    this.#defaults = options.channels;
    this.#session = options.session;
    this.#stream = this.#makeStream();
  }

  start(): void {
    if (this.#running !== null) return;
    this.#running = new AbortController();
    const { signal } = this.#running;
    const wake = () => (this.#isSuspended ? this.#resume() : this.#stream.wake());
    const suspend = () => this.#suspend();
    window.addEventListener("online", () => this.#stream.wake(), { signal });
    window.addEventListener("offline", () => this.#stream.onOffline(), { signal });
    // Other tabs take over at once; a page with an open connection may not go into the back/forward cache.
    window.addEventListener("pagehide", suspend, { signal });
    window.addEventListener("pageshow", wake, { signal });
    document.addEventListener("freeze", suspend, { signal });
    document.addEventListener("resume", wake, { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake(), {
      signal,
    });
    this.#resume();
  }

  stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.#suspend();
  }

  /** Called after a new server render, perhaps for another person. `cursor` is the position of its data. */
  expect(channels: readonly string[], cursor: string, session: string): void {
    this.#reader.adopt(cursor);
    this.#defaults = channels;
    if (session !== this.#session) {
      this.#session = session;
      this.#stream.stop();
      this.#stream = this.#makeStream();
      if (this.#running !== null && !this.#isSuspended) this.#resume();
    }
    this.#checkChannels();
  }

  /** `since`: the cursor at which the caller's data was read. Later events are handed over first. */
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

  /** Tries to connect at once, instead of after the present pause. */
  retry(): void {
    if (this.#running !== null && !this.#isSuspended) this.#stream.wake();
  }

  readonly onStatus = (listener: () => void): (() => void) => {
    this.#statusListeners.add(listener);
    return () => void this.#statusListeners.delete(listener);
  };

  cursor(): string | null {
    return this.#reader.cursor();
  }

  urlFor({ channels, cursor }: ReadRequest, replaces: string | null): string {
    const extra = this.#extraOf(channels);
    const query = new URLSearchParams({ client: "platewire" });
    if (cursor !== null) query.set("cursor", cursor);
    if (extra.length > 0) query.set("channels", extra.join(","));
    if (replaces !== null) query.set("replaces", replaces);
    return `${this.#options.url}?${query}`;
  }

  fits(channels: readonly string[]): boolean {
    return channels.length <= CHANNELS_PER_STREAM && this.#extraOf(channels).length <= CHANNELS_PER_REQUEST;
  }

  onBegin(text: string, id: string): void {
    const read = parseJson(connectedFrame, text)?.channels ?? this.#asked;
    // Another person has signed in, or may read less: a stream that leaves out what this page shows is not live.
    if (this.#asked.some((channel) => !read.includes(channel))) {
      this.#stream.end();
      return;
    }
    this.#dispatch(this.#reader.begin(this.#asked, id, this.#wanted()));
  }

  onFrame(name: string, text: string, id: string): void {
    if (name === "reset") this.#dispatch(this.#reader.reset(text, id));
    else if (name === "heartbeat") this.#dispatch(this.#reader.compare(id));
    else this.#dispatch(this.#reader.event(name, text, id));
  }

  onState(state: StreamState): void {
    const offset = clockOffsetOf(state);
    if (offset !== null) setClockOffset(offset);
    const { since } = state;
    const connection = stateOf(state);
    const lastFrame = state.lastFrame === null ? null : state.lastFrame - (state.lastFrame % 1_000);
    if (
      connection === this.#status.state &&
      since === this.#shown.since &&
      lastFrame === this.#shown.lastFrame
    )
      return;
    this.#shown = { since, lastFrame };
    this.#status = {
      state: connection,
      since: since === null ? null : new Date(toServerTime(since)),
      lastContact: lastFrame === null ? null : new Date(toServerTime(lastFrame)),
    };
    for (const listener of this.#statusListeners) listener();
  }

  #makeStream(): SharedStream {
    const { catalogue, locksAndChannels } = this.#options;
    // Tabs of another version listen for other events or read other cursors: they have a stream of their own.
    const name = JSON.stringify([CURSOR_VERSION, RELAY_VERSION, this.#session, ...catalogue.names]);
    return new SharedStream(this, catalogue.names, name, locksAndChannels);
  }

  #resume(): void {
    this.#isSuspended = false;
    this.#asked = this.#wanted();
    this.#stream.start(this.#asked);
  }

  #suspend(): void {
    this.#isSuspended = true;
    this.#stream.stop();
  }

  #dispatch(messages: readonly StreamMessage<Event>[]): void {
    for (const message of messages) this.#subscriptions.dispatch(message);
  }

  #extraOf(channels: readonly string[]): string[] {
    const defaults = new Set(this.#defaults);
    return channels.filter((channel) => !defaults.has(channel));
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
      const wanted = this.#wanted();
      if (wanted.every((channel) => this.#asked.includes(channel))) return;
      this.#asked = wanted;
      this.#stream.ask(wanted);
    });
  }
}
