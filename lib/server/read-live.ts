import "server-only";
import { cache } from "react";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { currentViewer } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { readPosition } from "@/lib/realtime/log/log";

interface StreamPosition {
  /** The channels that every stream of this viewer reads. */
  channels: string[];
  /** The heads of these channels when the request began. */
  cursor: string;
  /** Identifies the sign-in, and is of no use to sign in with. */
  session: string;
}

/**
 * The position at which the stream of this page begins; null for a visitor without a session. Read once for each request.
 * Pages read their data with `readLive`; only the layout that provides the stream needs the position itself.
 */
export const streamPosition = cache(async (): Promise<StreamPosition | null> => {
  const viewer = await currentViewer();
  if (viewer === null) return null;
  const names = channels.defaultsOf(viewer);
  const session = hashSecret(viewer.credential.id).slice(0, 16);
  return { channels: names, cursor: await readPosition(names), session };
});

export interface LiveRead<Data> {
  data: Data;
  /**
   * A cursor from before `data` was read, to be handed to `useChannel` as `since`; undefined for a visitor without a
   * session.
   */
  since: string | undefined;
}

/**
 * Reads data that the page's stream brings forward: first the position, then the data. An event from before the position
 * is in the data, an event from after it comes through the stream, and none is missed in between.
 *
 * `others`: channels that the data depends on besides those that every stream of this viewer reads.
 */
export async function readLive<Data>(
  read: () => Promise<Data>,
  others: readonly string[] = [],
): Promise<LiveRead<Data>> {
  const position = await streamPosition();
  const isCovered = position === null || others.every((name) => position.channels.includes(name));
  const since = isCovered ? position?.cursor : await readPosition([...position.channels, ...others]);
  return { data: await read(), since };
}
