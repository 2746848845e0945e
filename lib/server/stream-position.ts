import "server-only";
import { cache } from "react";
import { hashSecret } from "@/lib/auth/credentials/secret-text";
import { currentViewer } from "@/lib/auth/server/viewer";
import { defaultChannels } from "@/lib/channels";
import { readPosition } from "@/lib/realtime/log/log";

export interface StreamPosition {
  channels: string[];
  /** The heads of these channels when the request began. */
  cursor: string;
  /** Names the sign-in, without telling it. */
  session: string;
}

/**
 * Where the stream of this page begins. Await it before reading the page's data: what happens after this
 * moment comes through the stream, what happened before is in the data, and nothing falls between.
 * Null for who is not signed in.
 */
export const streamPosition = cache(async (): Promise<StreamPosition | null> => {
  const viewer = await currentViewer();
  if (viewer === null) return null;
  const channels = defaultChannels(viewer);
  const session = hashSecret(viewer.credential.id).slice(0, 16);
  return { channels, cursor: await readPosition(channels), session };
});
