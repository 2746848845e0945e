import "server-only";

interface Flushable {
  isFlushing: boolean;
  isWaiting: boolean;
  flush(): void;
}

/** How long a low frame waits for others to leave with. */
const LOW_WAIT_MS = 200;

/** What is written to a connection within one turn of the event loop leaves at its end, in one piece. */
export class FlushQueue {
  #soon: Flushable[] = [];
  #later: Flushable[] = [];

  add(connection: Flushable): void {
    if (connection.isFlushing) return;
    connection.isFlushing = true;
    if (this.#soon.push(connection) === 1) setImmediate(() => this.#flushSoon());
  }

  /** For what can wait. One timer for all connections; whatever else is sent to one of them takes it along. */
  addLater(connection: Flushable): void {
    if (connection.isWaiting || connection.isFlushing) return;
    connection.isWaiting = true;
    if (this.#later.push(connection) === 1) setTimeout(() => this.#flushLater(), LOW_WAIT_MS).unref();
  }

  #flushSoon(): void {
    const connections = this.#soon;
    this.#soon = [];
    for (const connection of connections) {
      connection.isFlushing = false;
      connection.flush();
    }
  }

  #flushLater(): void {
    const connections = this.#later;
    this.#later = [];
    for (const connection of connections) {
      connection.isWaiting = false;
      connection.flush();
    }
  }
}
