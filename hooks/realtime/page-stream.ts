import { catalogue } from "@/lib/events";
import { StreamClient } from "@/lib/realtime/client/stream/stream-client";
import { browserLocksAndChannels } from "@/lib/realtime/client/tabs/locks-and-channels";

/** A page's stream of the product's events, from the cursor its data was read at. Loaded after the page. */
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
