import "server-only";

/** Fills a connection's stream. */
export interface ChunkSource {
  /** Called when the reader can take more. */
  resume(): void;
  /** Called when the client has disconnected. */
  onClosed(): void;
}

/**
 * How a stream's bytes reach its client: written to the socket, written to Node's response, or taken from a web stream by
 * whoever answers the request.
 */
export type StreamPath = "socket" | "response" | "web_stream";

/** The destination of a connection's chunks. */
export interface Sink {
  readonly path: StreamPath;
  /** Chunks are expected as HTTP/1.1's chunked coding encloses them. */
  readonly isChunked: boolean;
  /** Whether a chunk would leave at once. */
  isReady(): boolean;
  /** Bytes that were written and have not left. */
  waitingBytes(): number;
  write(chunk: Uint8Array): void;
  end(): void;
  fail(error: Error): void;
}
