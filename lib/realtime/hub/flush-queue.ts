import "server-only";

interface Flushable {
  isFlushing: boolean;
  isWaiting: boolean;
  flush(): void;
}

const LOW_WAIT_MS = 200;

export class FlushQueue {
  #soon: Flushable[] = [];
  #later: Flushable[] = [];

  add(connection: Flushable): void {
    if (connection.isFlushing) return;
    connection.isFlushing = true;
    if (this.#soon.push(connection) === 1) setImmediate(() => this.#flushSoon());
  }

  /** Flushes the connection within 200 ms, or with its next other frame. One timer serves all connections. */
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
