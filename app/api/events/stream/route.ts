import { redeemTicket } from "@/lib/auth/credentials/tickets";
import { rightsOf } from "@/lib/auth/server/check-streams";
import { type Viewer, viewerOfRequest } from "@/lib/auth/server/viewer";
import { channels } from "@/lib/channels";
import { FAULTS_AT_MOST } from "@/lib/commands/result";
import { clientAddress } from "@/lib/http/client-address";
import { logRefusal } from "@/lib/http/log-refusal";
import { hasScope, refuse } from "@/lib/http/rest";
import { isFromAnotherSite, isFromElsewhere } from "@/lib/http/same-site";
import { countAgainst } from "@/lib/limits/limits";
import { currentResponse } from "@/lib/realtime/connection/node-response";
import { hub } from "@/lib/realtime/hub/process-hub";
import type { Full } from "@/lib/realtime/presence/connection-counts";
import { CHANNELS_PER_REQUEST, CHANNELS_PER_STREAM } from "@/lib/realtime/protocol/limits";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";
import { idSchema } from "@/lib/text/id";
import { stateText } from "@/lib/text/state-text";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";
/** Seconds; the platform's limit. The hub ends a stream before it: lib/realtime/hub/process-hub.ts. */
export const maxDuration = 300;

const SCOPE = "events:read";
const OWN_CLIENT = "platewire";
const STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

function comeBack(seconds: number, status: 429 | 503 = 503, text = errorText("unavailable")): Response {
  const response = refuse(status, [text]);
  response.headers.set("Retry-After", String(seconds));
  return response;
}

const FULL = {
  browser_full: "too_many_streams_of_browser",
  user_full: "too_many_streams_of_person",
  address_full: "too_many_streams_from_address",
  instance_full: "too_many_streams_here",
} as const;

/** Asks to retry after 5 to 15 s: the spread keeps clients from returning in the same second. */
function tooMany(full: Full): Response {
  return comeBack(5 + Math.floor(Math.random() * 11), 429, errorText(FULL[full]));
}

/**
 * Limits how often a client opens streams: the caps bound only how many are open at once. A page of another origin can
 * make a person's browser send requests: those are counted apart and leave the own pages what they need.
 */
async function tooOften(
  request: Request,
  kind: "connect" | "connect_address",
  subject: string,
): Promise<Response | null> {
  const counted = await countAgainst(kind, isFromElsewhere(request) ? `elsewhere ${subject}` : subject);
  if (counted.ok) return null;
  const seconds = counted.retryAfterSeconds + Math.floor(Math.random() * 6);
  return comeBack(seconds, 429, stateText("limit_reached.requests", { seconds }));
}

async function channelsFor(viewer: Viewer, query: string): Promise<string[] | Response> {
  const asked = [...new Set(query.split(",").filter((name) => name !== ""))];
  if (asked.length > CHANNELS_PER_REQUEST)
    return refuse(400, [errorText("too_many_channels", { limit: CHANNELS_PER_REQUEST })]);
  const { malformed, forbidden } = await channels.judge(viewer, asked);
  if (malformed.length > 0)
    return refuse(
      400,
      malformed
        .slice(0, FAULTS_AT_MOST)
        .map((name) => errorText("channel_invalid", { channel: name.slice(0, 100) })),
    );
  if (forbidden.length > 0)
    return refuse(
      403,
      forbidden.slice(0, FAULTS_AT_MOST).map((name) => errorText("channel_forbidden", { channel: name })),
    );
  const all = [...new Set([...channels.defaultsOf(viewer), ...asked])];
  if (all.length > CHANNELS_PER_STREAM)
    return refuse(400, [errorText("stream_too_wide", { limit: CHANNELS_PER_STREAM })]);
  return all;
}

async function open(request: Request): Promise<Response> {
  const address = clientAddress(request);
  // Checks address caps before any query.
  const full = hub().owners.refuse({ address });
  if (full !== null) return tooMany(full);
  const crowded = await tooOften(request, "connect_address", address);
  if (crowded !== null) return crowded;
  const opened = await authoriseAndOpen(request, address);
  // The person's rights changed meanwhile, for example with a sign-in elsewhere. A ticket is used up.
  const isDropped = opened === "dropped" && !new URL(request.url).searchParams.has("token");
  const again = isDropped ? await authoriseAndOpen(request, address) : opened;
  return again === "dropped" ? comeBack(1) : again;
}

async function authoriseAndOpen(request: Request, address: string): Promise<Response | "dropped"> {
  const authorisedAfter = await hub().beforeAuthorisation();
  const query = new URL(request.url).searchParams;
  const ticket = query.get("token");
  const known = await viewerOfRequest(request);
  // No other origin may read the answer: its stream would only take one of the person's.
  if (known !== null && request.headers.get("authorization") === null && isFromAnotherSite(request))
    return refuse(403, [errorText("cross_site")]);
  const viewer = known ?? (ticket === null ? null : await redeemTicket(ticket));
  if (viewer === null) return refuse(401, [errorText("not_authorized")]);
  const { kind, id } = viewer.credential;
  if (!hasScope(viewer, SCOPE)) return refuse(403, [errorText("scope_missing", { scope: SCOPE })]);
  const hasty = await tooOften(request, "connect", viewer.userId);
  if (hasty !== null) return hasty;

  const asked = await channelsFor(viewer, query.get("channels") ?? "");
  if (asked instanceof Response) return asked;

  const isOwnPage = query.get("client") === OWN_CLIENT;
  const opened = await hub().open({
    owner: {
      userId: viewer.userId,
      address,
      credentialId: id,
      browser: isOwnPage && kind === "session" ? id : undefined,
      credentialKind: kind,
      rights: rightsOf(viewer),
    },
    authorisedAfter,
    channels: asked,
    cursor: request.headers.get("last-event-id") || query.get("cursor") || null,
    signal: request.signal,
    response: currentResponse(),
    foldsIds: isOwnPage,
    replaces: idSchema.safeParse(query.get("replaces")).data,
  });
  if (opened === "revoked") return refuse(401, [errorText("not_authorized")]);
  if (opened === "dropped") return opened;
  if (opened === "shutdown") return comeBack(1);
  if (typeof opened === "string") return tooMany(opened);
  return new Response(opened.body, { headers: STREAM_HEADERS });
}

/** A HEAD request has no stream to read, and would use up a ticket. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { Allow: "GET" } });
}

/** Streams the viewer's events (docs/guarantee.md). `Last-Event-ID` or `cursor=` resumes after a position. */
export async function GET(request: Request): Promise<Response> {
  try {
    return logRefusal(request, await open(request));
  } catch (error) {
    logger.error({ error }, "A stream could not be opened");
    return comeBack(5);
  }
}
