import { issueTicket } from "@/lib/auth/tickets";
import { authenticate, fail, ok, route } from "@/lib/http";

/** Sells a ticket for `GET /api/events/stream?token=…`, for programs that can send no header with a stream. */
export const POST = route(async (request: Request) => {
  const viewer = await authenticate(request, "events:read");
  return viewer.ok ? ok(await issueTicket(viewer.data)) : fail(viewer);
});
