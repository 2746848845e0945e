import { redeemTicket } from "@/lib/auth/tickets";
import { viewerOfRequest } from "@/lib/auth/viewer";
import { defaultChannels, mayRead } from "@/lib/channels";
import { errorText } from "@/lib/error-text";
import { refuse } from "@/lib/http";
import { log } from "@/lib/log";
import { channelName, parseChannel } from "@/lib/realtime/channel";
import { hub } from "@/lib/realtime/hub";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";
/** The platform's limit; a stream ends itself before it and says when to come back: see lib/realtime/hub.ts. */
export const maxDuration = 300;

const SCOPE = "events:read";
const MOST_ASKED_CHANNELS = 64;
const STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

function comeBack(seconds: number): Response {
  const response = refuse(503, [errorText("unavailable")]);
  response.headers.set("Retry-After", String(seconds));
  return response;
}

async function open(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const ticket = query.get("token");
  const viewer = (await viewerOfRequest(request)) ?? (ticket === null ? null : await redeemTicket(ticket));
  if (viewer === null) return refuse(401, [errorText("not_authorized")]);
  const { kind, id, scopes } = viewer.credential;
  if (kind === "token" && !scopes.includes(SCOPE))
    return refuse(403, [errorText("scope_missing", { scope: SCOPE })]);

  const asked = [...new Set((query.get("channels") ?? "").split(",").filter((name) => name !== ""))];
  if (asked.length > MOST_ASKED_CHANNELS)
    return refuse(400, [errorText("too_many_channels", { limit: MOST_ASKED_CHANNELS })]);
  const parsed = asked.map((name) => ({ name, channel: parseChannel(name) }));
  const malformed = parsed.filter(({ channel }) => channel === null);
  if (malformed.length > 0)
    return refuse(
      400,
      malformed.map(({ name }) => errorText("channel_invalid", { channel: name.slice(0, 100) })),
    );
  const judged = await Promise.all(
    parsed.map(async ({ name, channel }) => ({
      name,
      isAllowed: channel !== null && (await mayRead(viewer, channel)),
    })),
  );
  const forbidden = judged.filter(({ isAllowed }) => !isAllowed);
  if (forbidden.length > 0)
    return refuse(
      403,
      forbidden.map(({ name }) => errorText("channel_forbidden", { channel: name })),
    );

  // Nobody would read its body, nor end it.
  if (request.method === "HEAD") return new Response(null, { headers: STREAM_HEADERS });
  const connection = await hub().open({
    channels: [...defaultChannels(viewer), ...asked],
    credentialChannel: channelName.credential(id),
    cursor: request.headers.get("last-event-id") || query.get("cursor") || null,
    signal: request.signal,
  });
  if (connection === "revoked") return refuse(401, [errorText("not_authorized")]);
  if (connection === "shutdown") return comeBack(1);
  return new Response(connection.body, { headers: STREAM_HEADERS });
}

/**
 * The stream of everything that the caller may know of: docs/guarantee.md. Asks for more with `channels=`, goes on from
 * `Last-Event-ID` or `cursor=`.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    return await open(request);
  } catch (error) {
    log.error({ error }, "A stream could not be opened");
    return comeBack(5);
  }
}
