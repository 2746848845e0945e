import { authenticatePage, fail, ok, route } from "@/lib/http/rest";
import { pushKeys } from "@/lib/notifications/server/push/push-keys";

/** For our own pages: the key with which a browser subscribes, or null where this installation cannot push. */
export const GET = route(async (request) => {
  const who = await authenticatePage(request);
  return who.ok ? ok({ public_key: pushKeys()?.publicKey ?? null }) : fail(who);
});
