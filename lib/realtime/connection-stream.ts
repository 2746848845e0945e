import "server-only";
import type { ServerResponse } from "node:http";

/** Who fills the stream. */
export interface ChunkSource {
  /** The reader takes more. */
  resume(): void;
  /** Nobody reads any more. */
  gone(): void;
}

/** Where chunks go. */
interface Sink {
  /** Whether a chunk would leave at once. */
  isReady(): boolean;
  /** Bytes that were written and have not left. */
  waitingBytes(): number;
  write(chunk: Uint8Array): void;
  end(): void;
  fail(error: Error): void;
}

/** The stream's own queue, with room for one chunk. */
class QueueSink implements Sink {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** Lies in the queue. */
  untaken: Uint8Array | undefined;
  hasEnded = false;

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
  }

  isReady(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  waitingBytes(): number {
    return this.untaken?.byteLength ?? 0;
  }

  write(chunk: Uint8Array): void {
    this.untaken = chunk;
    this.#controller?.enqueue(chunk);
  }

  end(): void {
    this.hasEnded = true;
    this.#controller?.close();
  }

  fail(error: Error): void {
    this.#controller?.error(error);
  }
}

class ResponseSink implements Sink {
  constructor(
    private readonly response: ServerResponse,
    private readonly source: ChunkSource,
  ) {}

  isReady(): boolean {
    return !this.response.writableNeedDrain && !this.response.destroyed;
  }

  waitingBytes(): number {
    return this.response.writableLength;
  }

  write(chunk: Uint8Array): void {
    // A socket that was cut says so a turn later; until then a write would be an error that nobody listens to.
    if (this.response.destroyed) return;
    if (!this.response.write(chunk)) this.response.once("drain", () => this.source.resume());
  }

  end(): void {
    this.response.end();
  }

  fail(error: Error): void {
    this.response.destroy(error);
  }
}

/**
 * A stream of ready-made chunks. Where the server gives us its response, a pipe is not a pipe: chunks are written to the
 * response as Node's own `http` would, since the way through two streams and their promises costs more than all the rest
 * of a delivery (docs/decisions). Everywhere else it is an ordinary `ReadableStream`.
 */
export class ConnectionStream extends ReadableStream<Uint8Array> {
  readonly #source: ChunkSource;
  readonly #response: ServerResponse | undefined;
  readonly #queue: QueueSink;
  #sink: Sink | undefined;

  constructor(source: ChunkSource, response: ServerResponse | undefined) {
    const queue = new QueueSink();
    super({
      start: (controller) => queue.start(controller),
      pull: () => {
        queue.untaken = undefined;
        source.resume();
      },
      cancel: () => {
        this.#sink = undefined;
        source.gone();
      },
    });
    this.#source = source;
    this.#response = response;
    this.#queue = queue;
    this.#sink = queue;
  }

  get isReady(): boolean {
    return this.#sink?.isReady() ?? false;
  }

  get waitingBytes(): number {
    return this.#sink?.waitingBytes() ?? 0;
  }

  write(chunk: Uint8Array): void {
    this.#sink?.write(chunk);
  }

  end(): void {
    this.#sink?.end();
  }

  fail(error: Error): void {
    this.#sink?.fail(error);
  }

  override async pipeTo(destination: WritableStream<Uint8Array>, options?: StreamPipeOptions): Promise<void> {
    const response = this.#response;
    if (response === undefined || this.#queue.hasEnded) return super.pipeTo(destination, options);
    const closed = new Promise<void>((resolve) => {
      response.once("close", () => {
        this.#sink = undefined;
        this.#source.gone();
        resolve();
      });
    });
    // Locked, as by any pipe; and what lay in the queue goes first.
    const reader = this.getReader();
    const { untaken } = this.#queue;
    const sink = new ResponseSink(response, this.#source);
    this.#sink = sink;
    response.flushHeaders();
    if (untaken !== undefined) {
      sink.write(untaken);
      await reader.read();
    }
    this.#source.resume();
    return closed;
  }
}
