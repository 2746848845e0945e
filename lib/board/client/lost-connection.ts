import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";

/** All times are in ms since the epoch, by the server's clock. */
export interface BoardConnection {
  state: ConnectionState;
  /** When the stream was lost; null before the first attempt. */
  lostAt: number | null;
  /** When the stream's last frame arrived. */
  lastFrame: number | null;
  /** When the board was opened. */
  openedAt: number;
  /** When the board was last read without the stream; null: not yet. */
  readAt: number | null;
  isReadFailing: boolean;
}

/** Longer than a stream pauses when the server restarts (5 s at most). */
export const WARN_AFTER_MS = 6_000;
/** Longer than the pause between two reads without a stream (34 s at most). */
export const READ_IS_LATE_MS = 45_000;

/** Returns since when the board certainly receives no orders, or null while it does or may. */
export function withoutOrdersSince(connection: BoardConnection, now: number): number | null {
  const { state, openedAt, lastFrame, readAt, isReadFailing } = connection;
  if (state === "live") return null;
  const lostAt = connection.lostAt ?? openedAt;
  const since = Math.max(lastFrame ?? openedAt, readAt ?? openedAt);
  if (state === "signed_out") return since;
  const isRead = readAt !== null && readAt >= lostAt;
  if (!isRead) return now - lostAt >= WARN_AFTER_MS ? since : null;
  return isReadFailing || now - readAt >= READ_IS_LATE_MS ? since : null;
}
