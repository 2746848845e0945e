import "server-only";
import type { Priority } from "@/lib/realtime/protocol/define-event";

interface DurableFrame {
  /** Shared with the other readers of the same event. */
  readonly body: Uint8Array;
  /** Undefined where the body is a whole frame. */
  readonly id: string | undefined;
  readonly key?: undefined;
}

export interface EphemeralFrame {
  readonly body: Uint8Array;
  readonly id?: undefined;
  /** A later frame with the same key replaces an earlier one. */
  readonly key: string;
  readonly priority: Priority;
  readonly isThrottled: boolean;
}

type Frame = DurableFrame | EphemeralFrame;

const ID_LINE_FRAME = "id: \n\n".length;

function sizeOf({ body, id }: Frame): number {
  return body.byteLength + (id === undefined ? 0 : id.length + ID_LINE_FRAME);
}

/**
 * The frames that wait to be sent to one connection, counted in bytes.
 *
 * Durable frames leave in order, whatever their priority: the cursor in a frame's `id:` covers all that came before it.
 * A stream that broke after a frame had overtaken another would resume beyond the other. Ephemeral frames carry no
 * `id:`, so urgent ones may go in front, and older ones may be lost.
 */
export class Outbox {
  size = 0;
  lowSize = 0;
  #queue: Frame[] = [];
  /** Urgent ephemeral frames, the latest of each key. */
  #front: Map<string, EphemeralFrame> | undefined;
  /** Low and throttled ones, the latest of each key. */
  #latest: Map<string, EphemeralFrame> | undefined;
  /** The places of the ephemeral frames in the queue, by key. Kept only after the queue first ran out of room. */
  #places: Map<string, number> | undefined;

  push(body: Uint8Array, id?: string): void {
    const frame = { body, id };
    this.#queue.push(frame);
    this.size += sizeOf(frame);
  }

  pushEphemeral(frame: EphemeralFrame): void {
    if (frame.priority === "urgent") {
      this.#front ??= new Map();
      this.#merge(this.#front, frame);
    } else if (frame.priority === "low" || frame.isThrottled) {
      this.#latest ??= new Map();
      this.#merge(this.#latest, frame);
    } else if (this.#places === undefined) {
      this.#queue.push(frame);
      this.size += sizeOf(frame);
    } else this.#mergeIntoQueue(frame, this.#places, this.#queue);
  }

  /** Drops low frames, then all but the latest of each ephemeral key. Returns the number of dropped frames. */
  shed(limit: number): number {
    let lost = 0;
    for (const [key, frame] of this.#latest ?? []) {
      if (frame.priority !== "low") continue;
      this.#latest?.delete(key);
      this.size -= sizeOf(frame);
      lost++;
    }
    this.lowSize = 0;
    if (this.size <= limit || this.#places !== undefined) return lost;
    const crowded = this.#queue;
    const places = new Map<string, number>();
    const kept: Frame[] = [];
    this.size = 0;
    for (const frame of crowded)
      if (frame.key !== undefined) this.#mergeIntoQueue(frame, places, kept);
      else {
        kept.push(frame);
        this.size += sizeOf(frame);
      }
    for (const waiting of [this.#front, this.#latest])
      for (const frame of waiting?.values() ?? []) this.size += sizeOf(frame);
    this.#places = places;
    this.#queue = kept;
    return lost + crowded.length - kept.length;
  }

  /** Takes all frames as one chunk, enclosed for HTTP/1.1's chunked coding when `isChunked`; null for none. */
  take(isChunked: boolean): Uint8Array | null {
    if (this.size === 0) return null;
    const [first, second] = this.#queue;
    const isAlone =
      !isChunked && first !== undefined && second === undefined && first.body.byteLength === this.size;
    const chunk = isAlone ? first.body : this.#join(isChunked);
    this.clear();
    return chunk;
  }

  clear(): void {
    this.#queue = [];
    this.#front = undefined;
    this.#latest = undefined;
    this.#places = undefined;
    this.size = 0;
    this.lowSize = 0;
  }

  #merge(waiting: Map<string, EphemeralFrame>, frame: EphemeralFrame): void {
    const before = waiting.get(frame.key);
    const grown = sizeOf(frame) - (before === undefined ? 0 : sizeOf(before));
    waiting.set(frame.key, frame);
    this.size += grown;
    if (frame.priority === "low") this.lowSize += grown;
  }

  #mergeIntoQueue(frame: EphemeralFrame, places: Map<string, number>, queue: Frame[]): void {
    const place = places.get(frame.key) ?? queue.length;
    const before = queue[place];
    places.set(frame.key, place);
    queue[place] = frame;
    this.size += sizeOf(frame) - (before === undefined ? 0 : sizeOf(before));
  }

  #join(isChunked: boolean): Uint8Array {
    const [head, tail] = isChunked ? [`${this.size.toString(16)}\r\n`, "\r\n"] : ["", ""];
    const chunk = Buffer.allocUnsafe(head.length + this.size + tail.length);
    let at = chunk.write(head, 0, "latin1");
    if (this.#front !== undefined) for (const frame of this.#front.values()) at = write(chunk, at, frame);
    for (const frame of this.#queue) at = write(chunk, at, frame);
    if (this.#latest !== undefined) for (const frame of this.#latest.values()) at = write(chunk, at, frame);
    chunk.write(tail, at, "latin1");
    return chunk;
  }
}

function write(chunk: Buffer, at: number, { body, id }: Frame): number {
  chunk.set(body, at);
  const end = at + body.byteLength;
  // A cursor is plain ASCII: see cursor.ts.
  return id === undefined ? end : end + chunk.write(`id: ${id}\n\n`, end, "latin1");
}
