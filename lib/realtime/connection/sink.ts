import "server-only";

export interface ChunkSource {
  resume(): void;
  onClosed(): void;
}

/** `web_stream`: taken by whoever answers the request. */
export type StreamPath = "socket" | "response" | "web_stream";

export interface Sink {
  readonly path: StreamPath;
  /** Chunks must be enclosed for HTTP/1.1's chunked coding. */
  readonly isChunked: boolean;
  isReady(): boolean;
  waitingBytes(): number;
  write(chunk: Uint8Array): void;
  end(): void;
  fail(error: Error): void;
}
