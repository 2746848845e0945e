import { EventSource } from "eventsource";
import * as z from "zod";
import { digestOf } from "./digest";
import type { Break, ReaderRecord, ReaderSpec } from "./fleet-protocol";
import type { Entry } from "./judge";

/** Follows docs/api.md with a public EventSource, without our own client's code. */

const EVENTS = [
  "new_order",
  "order_status_update",
  "notification",
  "chat_message",
  "read_receipt",
  "offer_made",
  "offer_taken",
  "offer_declined",
  "offer_expired",
  "trip_started",
  "trip_checkpoint",
  "trip_finished",
  "dispatch_changed",
];
/** An EventSource that a response such as 503 closed permanently is opened again after this time. */
const REOPEN_MS = 500;
const LONGEST_RETRY_MS = 5_000;
/** Time limit for a stream's first frame. */
const ANSWER_MS = 5_000;

const durableFrame = z.looseObject({ channel: z.string(), offset: z.number().int() });
const resetFrame = z.object({ channel: z.string(), offset: z.number().int() });
const byeFrame = z.object({ reason: z.string() });
const ticketAnswer = z.object({ data: z.object({ ticket: z.string() }) });

export interface ReaderSetting {
  url: string;
  broken: Break;
  /** Milliseconds without a frame after which a line counts as dead. */
  deadAfterMs: number;
  count: (what: string) => void;
}

export class Reader {
  received = 0;
  readonly #records = new Map<string, Entry[]>();
  #source: EventSource | undefined;
  #line = 0;
  #lastFrameAt = Date.now();
  #isWaiting = false;
  #position = "";
  #firstPosition = "";
  #reopening: NodeJS.Timeout | undefined;

  constructor(
    readonly spec: ReaderSpec,
    private readonly setting: ReaderSetting,
    private readonly onFirst: () => void,
  ) {
    this.#open();
  }

  drop(forMs: number): void {
    this.#source?.close();
    this.#reopenIn(forMs);
  }

  /** Replaces a silent connection, which an EventSource does not notice. */
  look(now: number): void {
    if (this.#reopening !== undefined) return;
    // A stream that waits for its `retry:` is not dead.
    const isOpen = this.#source?.readyState === EventSource.OPEN;
    const patience = isOpen ? this.setting.deadAfterMs : ANSWER_MS + (this.#isWaiting ? LONGEST_RETRY_MS : 0);
    if (now - this.#lastFrameAt < patience) return;
    this.setting.count("reader.dead_line");
    this.drop(0);
  }

  close(): void {
    clearTimeout(this.#reopening);
    this.#source?.close();
  }

  records(): ReaderRecord[] {
    return [...this.#records].map(([channel, entries]) => ({ reader: this.spec.id, channel, entries }));
  }

  #reopenIn(ms: number): void {
    clearTimeout(this.#reopening);
    this.#reopening = setTimeout(() => this.#open(), ms);
  }

  #open(): void {
    this.#reopening = undefined;
    this.#isWaiting = false;
    this.#lastFrameAt = Date.now();
    this.#opening().catch(() => this.#reopenIn(REOPEN_MS));
  }

  async #opening(): Promise<void> {
    const query = new URLSearchParams();
    if (this.spec.asks.length > 0) query.set("channels", this.spec.asks.join(","));
    if (this.spec.usesTickets) query.set("token", await this.#buyTicket());
    const { broken } = this.setting;
    const cursor = broken === "dedupe" ? this.#firstPosition : this.#position;
    if (cursor !== "" && broken !== "cursor") query.set("cursor", cursor);
    const source = new EventSource(`${this.setting.url}/api/events/stream?${query}`, {
      fetch: (url, init) => fetch(url, { ...init, headers: this.#headers(init.headers) }),
    });
    this.#source?.close();
    this.#source = source;
    this.#listen(source);
  }

  #headers(given: Record<string, string>): Record<string, string> {
    const { "Last-Event-ID": lastId, ...others } = given;
    const headers = this.spec.usesTickets
      ? others
      : { ...others, Authorization: `Bearer ${this.spec.token}` };
    if (lastId === undefined || this.setting.broken === "cursor") return headers;
    return { ...headers, "Last-Event-ID": this.setting.broken === "dedupe" ? this.#firstPosition : lastId };
  }

  async #buyTicket(): Promise<string> {
    const answer = await fetch(`${this.setting.url}/api/events/ticket`, {
      method: "POST",
      headers: { Authorization: `Bearer ${this.spec.token}` },
      signal: AbortSignal.timeout(5_000),
    });
    return ticketAnswer.parse(await answer.json()).data.ticket;
  }

  #listen(source: EventSource): void {
    const on = (type: string, handle: (data: unknown) => void) =>
      source.addEventListener(type, (event: MessageEvent<string>) => {
        if (source !== this.#source) return;
        this.#lastFrameAt = Date.now();
        if (event.lastEventId !== "") this.#position = event.lastEventId;
        handle(JSON.parse(event.data));
      });
    on("connected", () => {
      this.#isWaiting = false;
      this.#line += 1;
      this.setting.count("reader.connected");
      if (this.#line > 1) return;
      this.#firstPosition = this.#position;
      this.onFirst();
    });
    on("heartbeat", () => undefined);
    on("reset", (data) => {
      const { channel, offset } = resetFrame.parse(data);
      this.#entriesOf(channel).push({ kind: "reset", offset, line: this.#line });
    });
    on("bye", (data) => this.setting.count(`bye.${byeFrame.parse(data).reason}`));
    for (const type of EVENTS)
      on(type, (data) => {
        const { channel, offset, ...fields } = durableFrame.parse(data);
        const digest = digestOf(type, fields);
        this.received += 1;
        this.#entriesOf(channel).push({ kind: "event", offset, digest, at: Date.now(), line: this.#line });
      });
    source.addEventListener("error", ({ code }) => {
      if (source !== this.#source) return;
      // A stream that ends is reopened automatically; a refusal closes it permanently.
      if (source.readyState !== EventSource.CLOSED) {
        this.#isWaiting = true;
        return;
      }
      this.setting.count(`reader.refused_${code ?? "unknown"}`);
      this.#reopenIn(REOPEN_MS);
    });
  }

  #entriesOf(channel: string): Entry[] {
    const entries = this.#records.get(channel) ?? [];
    this.#records.set(channel, entries);
    return entries;
  }
}
