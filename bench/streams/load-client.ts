import { connect, type Socket } from "node:net";
import { PRICE_LIMIT, SPEED_LIMIT, SPEED_UNIT, type Stamp } from "./load-protocol";
import { monotonicMicros } from "./wire";

/** Parses only the marks of events, so that the machine's cores belong to the server. */

const FIRST_FRAME = /\n(data|event):/;

export interface Tally {
  received: number;
  /** Microseconds, one for each event. */
  latencies: number[];
}

export class LoadClient {
  readonly #socket: Socket;
  readonly #mark: string;
  #rest = "";
  #isGreeted = false;
  isOpen = false;

  constructor(
    port: number,
    path: string,
    headers: readonly string[],
    private readonly tally: Tally,
    private readonly stamp: Stamp,
    settled: (failure: string | null) => void,
  ) {
    // A title is a text.
    this.#mark = stamp === "title" ? `"title":"` : `"${stamp}":`;
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => {
      const lines = [`GET ${path} HTTP/1.1`, "Host: 127.0.0.1", "Accept: text/event-stream", ...headers];
      this.#socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (chunk: string) => {
      if (!this.#isGreeted) this.#greet(chunk, settled);
      this.#count(chunk);
    });
    this.#socket.on("error", (error) => settled(error.message));
    this.#socket.on("close", () => {
      this.isOpen = false;
      settled("closed");
    });
  }

  #since(now: number, stamped: number): number {
    if (this.stamp === "sent" || this.stamp === "title") return now - stamped;
    if (this.stamp === "price") return (now - stamped) % PRICE_LIMIT;
    return (now - Math.round(stamped * SPEED_UNIT)) % SPEED_LIMIT;
  }

  close(): void {
    this.#socket.removeAllListeners("close");
    this.#socket.destroy();
    this.isOpen = false;
  }

  #greet(chunk: string, settled: (failure: string | null) => void): void {
    if (!chunk.startsWith("HTTP/1.1 200") && this.#rest === "") {
      settled(chunk.slice(0, 200));
      return;
    }
    if (!FIRST_FRAME.test(chunk)) {
      this.#rest = chunk.slice(-this.#mark.length);
      return;
    }
    this.#isGreeted = true;
    this.isOpen = true;
    settled(null);
  }

  #count(chunk: string): void {
    const text = this.#rest === "" ? chunk : this.#rest + chunk;
    const mark = this.#mark;
    const now = monotonicMicros();
    let end = 0;
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, end)) {
      const comma = text.indexOf(",", at);
      if (comma < 0) {
        this.#rest = text.slice(at);
        return;
      }
      this.tally.received++;
      const stamped = Number.parseFloat(text.slice(at + mark.length, comma));
      this.tally.latencies.push(this.#since(now, stamped));
      end = comma;
    }
    // The mark itself may have come in two parts.
    this.#rest = text.slice(Math.max(end, text.length - mark.length + 1));
  }
}
