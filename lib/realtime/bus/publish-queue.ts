/** More than this does not wait for a service that takes nothing: what is durable is found in the log. */
const LIMIT = 4 * 1024 * 1024;

interface Batch<Message> {
  readonly messages: Message[];
  size: number;
  readonly sent: Promise<void>;
}

/**
 * One request at a time, so that messages arrive in the order in which they were published, and readers need not look
 * into the log for one that was overtaken. What comes meanwhile goes out together in the next.
 */
export class PublishQueue<Message> {
  #waiting: Batch<Message> | undefined;
  #flight: Promise<unknown> = Promise.resolve();

  /** `send` is never called while a call before it has not settled. */
  constructor(private readonly send: (messages: readonly Message[]) => Promise<void>) {}

  /** Settles as the request that these go out in. Rejects at once when too much waits already. */
  async add(messages: readonly Message[], size: number): Promise<void> {
    const batch = this.#waiting ?? this.#begin();
    if (batch.size > 0 && batch.size + size > LIMIT) throw new Error("Too much waits for the bus");
    batch.size += size;
    for (const message of messages) batch.messages.push(message);
    await batch.sent;
  }

  #begin(): Batch<Message> {
    const messages: Message[] = [];
    const sent = this.#flight.then(() => {
      this.#waiting = undefined;
      return this.send(messages);
    });
    this.#flight = sent.catch(() => undefined);
    this.#waiting = { messages, size: 0, sent };
    return this.#waiting;
  }
}
