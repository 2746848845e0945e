/** Units that wait for an unresponsive service at most. Durable events are in the log anyway. */
const LIMIT = 4 * 1024 * 1024;

/**
 * Shortest time in milliseconds between the beginnings of two requests. Under load a request then carries more messages,
 * which costs both sides less; a message after a quiet moment does not wait.
 */
const SPACING_MS = 10;

interface Batch<Message> {
  readonly messages: Message[];
  size: number;
  readonly sent: Promise<void>;
}

/**
 * Sends one request at a time, in order: readers need not read the log for a message that was overtaken. Messages that
 * wait meanwhile go out together.
 */
export class PublishQueue<Message> {
  #waiting: Batch<Message> | undefined;
  #flight: Promise<unknown> = Promise.resolve();
  #nextAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly send: (messages: readonly Message[]) => Promise<void>) {}

  /** Settles like the request that carries these messages. Rejects at once when the queue is full. */
  async add(messages: readonly Message[], size: number): Promise<void> {
    const batch = this.#waiting ?? this.#begin();
    if (batch.size > 0 && batch.size + size > LIMIT) throw new Error("Too much waits for the bus");
    batch.size += size;
    for (const message of messages) batch.messages.push(message);
    await batch.sent;
  }

  #begin(): Batch<Message> {
    const messages: Message[] = [];
    const sent = this.#flight.then(async () => {
      const pause = this.#nextAt - performance.now();
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      this.#nextAt = performance.now() + SPACING_MS;
      this.#waiting = undefined;
      await this.send(messages);
    });
    this.#flight = sent.catch(() => undefined);
    this.#waiting = { messages, size: 0, sent };
    return this.#waiting;
  }
}
