import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";
import { parseJson } from "@/lib/text/parse-json";
import {
  advance,
  DEFAULT_HEARTBEAT_MS,
  type StreamEffect,
  type StreamInput,
  type StreamState,
} from "./stream-state";

export interface ServerStreamHost {
  /** `replaces`: the id of the previous connection, which the server may still take for open. */
  nextUrl(replaces: string | null): string;
  /** Later frames are of this stream alone. `onOpen` follows, once the state is `open`. */
  onConnected(text: string, id: string): void;
  onOpen(): void;
  onFrame(name: string, text: string, id: string): void;
  /** `id`: the stream's cursor where the heartbeat carries it, otherwise that of an earlier frame. */
  onHeartbeat(id: string): void;
  onState(state: StreamState): void;
  /** The request is tried again all the same. */
  onRefused(status: number): void;
}

const connectedFrame = z.object({
  connection_id: z.string().check(z.maxLength(64)),
  heartbeat_ms: z.number().check(z.positive()),
});
const byeFrame = z.object({
  reason: z.enum(["limit", "shutdown", "slow", "signed_out", "dropped"]),
  retry_ms: z.number().check(z.nonnegative()),
});

const timedFrame = z.object({ server_time: instantSchema });

function serverTimeIn(text: string): number | undefined {
  const time = parseJson(timedFrame, text)?.server_time;
  return time === undefined ? undefined : Date.parse(time);
}

/** The only place that opens an `EventSource`. Reopens it until it is stopped. */
export class ServerStream {
  #current: EventSource | null = null;
  readonly #retiring = new Set<EventSource>();
  #isConnected = false;
  #connectionId: string | null = null;
  #url = "";
  #probing: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tickAt = 0;

  constructor(
    private readonly host: ServerStreamHost,
    private readonly names: readonly string[],
    private state: StreamState,
  ) {}

  start(): void {
    this.#handle({ type: "start" });
  }

  stop(): void {
    this.#handle({ type: "stop" });
  }

  wake(): void {
    this.#handle({ type: "wake" });
  }

  onOffline(): void {
    this.#handle({ type: "offline" });
  }

  /** Makes up for a timer that was throttled with its tab. */
  checkTimer(): void {
    if (Date.now() >= this.#tickAt) this.#handle({ type: "tick" });
  }

  /** Requests other channels. A stream that is still opening is not replaced: `onOpen` asks again. */
  reopen(): void {
    if (this.#isConnected) this.#handle({ type: "reopen" });
  }

  #handle(input: StreamInput): void {
    const [state, ...effects] = advance(this.state, input, Date.now(), Math.random());
    this.state = state;
    for (const effect of effects) this.#carryOut(effect);
    this.host.onState(this.state);
  }

  #carryOut(effect: StreamEffect): void {
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
        this.#tickAt = Date.now() + effect.inMs;
        this.#timer = setTimeout(() => this.#handle({ type: "tick" }), effect.inMs);
    }
  }

  #open(): void {
    if (this.#current !== null) this.#retiring.add(this.#current);
    this.#url = this.host.nextUrl(this.#connectionId);
    const source = new EventSource(this.#url);
    this.#current = source;
    this.#isConnected = false;
    const on = (name: string, handle: (text: string, id: string) => void) =>
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (source === this.#current || this.#retiring.has(source)) handle(event.data, event.lastEventId);
      });
    on("connected", (text, id) => this.#connected(source, text, id));
    on("heartbeat", (text, id) => {
      if (source !== this.#current) return;
      this.#handle({ type: "frame", serverTime: serverTimeIn(text) });
      this.host.onHeartbeat(id);
    });
    on("bye", (text) => this.#bye(source, text));
    for (const name of ["reset", ...this.names])
      on(name, (text, id) => {
        if (source === this.#current) this.#handle({ type: "frame" });
        this.host.onFrame(name, text, id);
      });
    source.addEventListener("error", () => {
      // The browser closes it after a response that is no stream; otherwise it would reconnect with its own back-off.
      const refused = source.readyState === EventSource.CLOSED;
      source.close();
      if (source === this.#current) this.#handle({ type: "failed", refused });
      else this.#retiring.delete(source);
    });
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#probing?.abort();
    this.#current?.close();
    this.#current = null;
    this.#isConnected = false;
    this.#retire();
  }

  #retire(): void {
    for (const source of this.#retiring) source.close();
    this.#retiring.clear();
  }

  #connected(source: EventSource, text: string, id: string): void {
    if (source !== this.#current) return;
    this.#retire();
    this.#isConnected = true;
    this.host.onConnected(text, id);
    const frame = parseJson(connectedFrame, text);
    this.#connectionId = frame?.connection_id ?? null;
    this.#handle({
      type: "connected",
      heartbeatMs: frame?.heartbeat_ms ?? DEFAULT_HEARTBEAT_MS,
      serverTime: serverTimeIn(text),
    });
    this.host.onOpen();
  }

  #bye(source: EventSource, text: string): void {
    source.close();
    if (source !== this.#current) {
      this.#retiring.delete(source);
      return;
    }
    const { reason, retry_ms } = parseJson(byeFrame, text) ?? {
      reason: "shutdown",
      retry_ms: 1_000,
    };
    this.#handle({ type: "bye", reason, retryMs: retry_ms });
  }

  /** Repeats the request, because `EventSource` hides the status. */
  async #probe(): Promise<void> {
    const probing = new AbortController();
    this.#probing = probing;
    const { signal } = probing;
    try {
      const response = await fetch(this.#url, { signal, headers: { Accept: "text/event-stream" } });
      await response.body?.cancel();
      const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
      const retryAfterMs = Number.isFinite(retryAfter) ? retryAfter * 1_000 : null;
      this.#handle({ type: "probed", status: response.status, retryAfterMs });
      this.host.onRefused(response.status);
    } catch {
      if (!signal.aborted) this.#handle({ type: "probed", status: null, retryAfterMs: null });
    }
  }
}
