import type { StreamEvent } from "@/lib/realtime/protocol/define-event";
import type { StreamClient, StreamStatus } from "./stream-client";

export type PageStream<Event extends StreamEvent> = Pick<
  StreamClient<Event>,
  "start" | "stop" | "expect" | "retry" | "subscribe" | "subscribeToAll" | "status" | "onStatus"
>;

const CONNECTING: StreamStatus = { state: "connecting", since: null, lastContact: null };
const LOAD_AGAIN_MS = 3_000;

/** Stands in while the stream's code is loaded. No event is missed: the stream continues from the page's cursor. */
export class DeferredClient<Event extends StreamEvent> implements PageStream<Event> {
  #client: PageStream<Event> | null = null;
  #isStarted = false;
  #isLoading = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #waiting = new Set<(client: PageStream<Event>) => void>();

  constructor(private readonly load: () => Promise<PageStream<Event>>) {}

  start(): void {
    this.#isStarted = true;
    if (this.#client !== null) this.#client.start();
    else if (!this.#isLoading) void this.#load();
  }

  stop(): void {
    this.#isStarted = false;
    clearTimeout(this.#again);
    this.#client?.stop();
  }

  expect(...anew: Parameters<PageStream<Event>["expect"]>): void {
    this.#whenLoaded((client) => {
      client.expect(...anew);
      return () => undefined;
    });
  }

  retry(): void {
    this.#client?.retry();
  }

  subscribe(...listen: Parameters<PageStream<Event>["subscribe"]>): () => void {
    return this.#whenLoaded((client) => client.subscribe(...listen));
  }

  subscribeToAll(...listen: Parameters<PageStream<Event>["subscribeToAll"]>): () => void {
    return this.#whenLoaded((client) => client.subscribeToAll(...listen));
  }

  readonly status = (): StreamStatus => this.#client?.status() ?? CONNECTING;

  readonly onStatus = (listener: () => void): (() => void) =>
    this.#whenLoaded((client) => client.onStatus(listener));

  /** Runs `attach` now or once the client is loaded; the returned function undoes it in either case. */
  #whenLoaded(attach: (client: PageStream<Event>) => () => void): () => void {
    if (this.#client !== null) return attach(this.#client);
    let end: (() => void) | undefined;
    const later = (client: PageStream<Event>) => {
      end = attach(client);
    };
    this.#waiting.add(later);
    return () => {
      this.#waiting.delete(later);
      end?.();
    };
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      const client = await this.load();
      this.#client = client;
      for (const attach of this.#waiting) attach(client);
      this.#waiting.clear();
      if (this.#isStarted) client.start();
    } catch {
      // The network failed while the page was loading; the stream only starts later.
      if (this.#isStarted) this.#again = setTimeout(() => void this.#load(), LOAD_AGAIN_MS);
    } finally {
      this.#isLoading = false;
    }
  }
}
