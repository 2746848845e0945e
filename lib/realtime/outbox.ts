import "server-only";

interface Entry {
  /** Shared with the other readers of the same event. */
  readonly body: Uint8Array;
  /** The one line that is this connection's own; absent where the body is a whole frame. */
  readonly id: string | undefined;
}

const ID_LINE_FRAME = "id: \n\n".length;

function sizeOf({ body, id }: Entry): number {
  return body.byteLength + (id === undefined ? 0 : id.length + ID_LINE_FRAME);
}

/** What one connection has yet to be sent, counted in bytes. Only references: bytes are made when they leave. */
export class Outbox {
  #entries: Entry[] = [];
  size = 0;

  push(body: Uint8Array, id?: string): void {
    const entry = { body, id };
    this.#entries.push(entry);
    this.size += sizeOf(entry);
  }

  /** Everything that waits, as one chunk; null when nothing does. */
  take(): Uint8Array | null {
    const [first, second] = this.#entries;
    if (first === undefined) return null;
    // A frame that nothing is added to leaves as it is, without a copy.
    const chunk = second === undefined && first.id === undefined ? first.body : this.#join();
    this.clear();
    return chunk;
  }

  clear(): void {
    this.#entries = [];
    this.size = 0;
  }

  #join(): Uint8Array {
    const chunk = Buffer.allocUnsafe(this.size);
    let at = 0;
    for (const { body, id } of this.#entries) {
      chunk.set(body, at);
      at += body.byteLength;
      // A cursor is plain ASCII: see cursor.ts.
      if (id !== undefined) at += chunk.write(`id: ${id}\n\n`, at, "latin1");
    }
    return chunk;
  }
}
