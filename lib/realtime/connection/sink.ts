import "server-only";

/** Who fills a connection's stream. */
export interface ChunkSource {
  /** The reader takes more. */
  resume(): void;
  /** Nobody reads any more. */
  gone(): void;
}

/** Where a connection's chunks go. */
export interface Sink {
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
