import { catalogue } from "@/lib/events";
import { StreamClient } from "@/lib/realtime/client/stream-client";

/** A page's stream of the product's events, from the cursor its data was read at. Loaded after the page. */
export function pageStream(cursor: string, channels: readonly string[]) {
  return new StreamClient({ url: "/api/events/stream", catalogue, cursor, channels });
}
