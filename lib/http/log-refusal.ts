import "server-only";
import { viewerFoundFor } from "@/lib/auth/server/viewer";
import { logSecurity } from "@/lib/server/security-log";
import { clientAddress } from "./client-address";

const REASONS: Record<number, string> = {
  401: "not_authenticated",
  403: "not_allowed",
  429: "limited",
};

/** Logs a response of one of these statuses; others are no refusals. Returns the response. */
export function logRefusal(request: Request, response: Response): Response {
  const reason = REASONS[response.status];
  if (reason !== undefined)
    logSecurity("refused", {
      reason,
      action: `${request.method} ${new URL(request.url).pathname}`,
      address: clientAddress(request),
      user_id: viewerFoundFor(request)?.userId ?? null,
    });
  return response;
}
