import "server-only";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { ChunkSource, Sink } from "./sink";

/** For a client that speaks HTTP/1.0, for example. */
class ResponseSink implements Sink {
  readonly path = "response";
  readonly isChunked = false;

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
    // A cut connection reports it one turn later; until then a write would raise an error without a listener.
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
 * Writes whole chunks to the response's socket, where the response would write length, chunk and line end one by one.
 * https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding
 */
class SocketSink implements Sink {
  readonly path = "socket";
  readonly isChunked = true;

  constructor(
    private readonly response: ServerResponse,
    private readonly socket: Socket,
    private readonly source: ChunkSource,
  ) {}

  isReady(): boolean {
    return !this.socket.writableNeedDrain && !this.socket.destroyed;
  }

  waitingBytes(): number {
    return this.socket.writableLength;
  }

  write(chunk: Uint8Array): void {
    if (this.socket.destroyed) return;
    if (!this.socket.write(chunk)) this.socket.once("drain", () => this.source.resume());
  }

  end(): void {
    this.response.end();
  }

  fail(error: Error): void {
    this.response.destroy(error);
  }
}

export function openResponse(response: ServerResponse, source: ChunkSource): Sink {
  response.flushHeaders();
  const { socket } = response;
  const isPlain = response.chunkedEncoding && !response.hasHeader("Content-Encoding");
  return isPlain && socket !== null
    ? new SocketSink(response, socket, source)
    : new ResponseSink(response, source);
}
