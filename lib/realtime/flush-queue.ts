import "server-only";

interface Flushable {
  isFlushing: boolean;
  flush(): void;
}

/** What is written to a connection within one turn of the event loop leaves at its end, in one piece. */
export class FlushQueue {
  #waiting: Flushable[] = [];

  add(connection: Flushable): void {
    if (connection.isFlushing) return;
    connection.isFlushing = true;
    if (this.#waiting.push(connection) === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const connections = this.#waiting;
    this.#waiting = [];
    for (const connection of connections) {
      connection.isFlushing = false;
      connection.flush();
    }
  }
}
