import "server-only";
import type { ServerResponse } from "node:http";
import { openResponse } from "./response-sink";
import type { ChunkSource, Sink, StreamPath } from "./sink";

class QueueSink implements Sink {
  readonly path = "web_stream";
  readonly isChunked = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
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

/** `pipeTo()` bypasses its destination where there is a Node response: docs/decisions/0021. */
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
        source.onClosed();
      },
    });
    this.#source = source;
    this.#response = response;
    this.#queue = queue;
    this.#sink = queue;
  }

  get isChunked(): boolean {
    return this.#sink?.isChunked ?? false;
  }

  get path(): StreamPath | undefined {
    return this.#sink?.path;
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
    response.once("close", () => {
      this.#sink = undefined;
      this.#source.onClosed();
    });
    // Locked, as by any pipe; the queued chunk goes first.
    const reader = this.getReader();
    const { untaken } = this.#queue;
    this.#sink = openResponse(response, this.#source);
    if (untaken !== undefined) {
      response.write(untaken);
      await reader.read();
    }
    // Waiting for the end of the stream would keep its request in memory.
    this.#source.resume();
  }
}
