import { keepDataOf, removeAddressOf } from "@/hooks/browser/personal-data";
import { catalogue } from "@/lib/events";
import { pageUser } from "@/lib/http/page/read-statement";
import { StreamClient } from "@/lib/realtime/client/stream/stream-client";
import { browserLocksAndChannels } from "@/lib/realtime/client/tabs/locks-and-channels";

/** Loaded after the page. `cursor` is where the page's data was read. */
export function pageStream(cursor: string, channels: readonly string[], session: string) {
  const url = "/api/events/stream";
  const client = new StreamClient({
    url,
    catalogue,
    cursor,
    channels,
    session,
    locksAndChannels: browserLocksAndChannels(),
  });
  const user = pageUser();
  keepDataOf(user);
  // "Sign out everywhere" on another device reaches open pages by their stream.
  client.onStatus(() => {
    if (user !== null && client.status().state === "signed_out") removeAddressOf(user);
  });
  return client;
}
