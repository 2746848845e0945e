import "server-only";
import { cache } from "react";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { currentViewer } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { readPosition } from "@/lib/realtime/log/log";

interface StreamPosition {
  channels: string[];
  /** The heads of these channels when the request began. */
  cursor: string;
  /** Identifies the session, but cannot be used to sign in. */
  session: string;
}

/** Returns null without a session; computed once per request. Pages use `readLive` instead. */
export const streamPosition = cache(async (): Promise<StreamPosition | null> => {
  const viewer = await currentViewer();
  if (viewer === null) return null;
  const names = channels.defaultsOf(viewer);
  const session = hashSecret(viewer.credential.id).slice(0, 16);
  return { channels: names, cursor: await readPosition(names), session };
});

export interface LiveRead<Data> {
  data: Data;
  /** A cursor from before `data` was read, for `useChannel`; undefined without a session. */
  since: string | undefined;
}

/**
 * Reads the position before the data: an event before it is in the data, an event after it comes through the stream, so
 * none is missed. `read` gets that cursor. `others` lists channels besides the viewer's default ones.
 */
export async function readLive<Data>(
  read: (since: string | undefined) => Promise<Data>,
  others: readonly string[] = [],
): Promise<LiveRead<Data>> {
  const position = await streamPosition();
  const isCovered = position === null || others.every((name) => position.channels.includes(name));
  const since = isCovered ? position?.cursor : await readPosition([...position.channels, ...others]);
  return { data: await read(since), since };
}
