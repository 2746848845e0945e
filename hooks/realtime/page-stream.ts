import { catalogue } from "@/lib/events";
import { StreamClient } from "@/lib/realtime/client/stream/stream-client";
import { browserLocksAndChannels } from "@/lib/realtime/client/tabs/locks-and-channels";

/** Creates the page's stream from the cursor at which its data was read. Loaded after the page. */
export function pageStream(cursor: string, channels: readonly string[], session: string) {
  const url = "/api/events/stream";
  return new StreamClient({
    url,
    catalogue,
    cursor,
    channels,
    session,
    locksAndChannels: browserLocksAndChannels(),
  });
}
