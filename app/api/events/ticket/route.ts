import { issueTicket } from "@/lib/auth/credentials/tickets";
import { authenticate, fail, ok, route } from "@/lib/http/rest";
import { refuseOver } from "@/lib/limits/limits";

export const POST = route(async (request: Request) => {
  const viewer = await authenticate(request, "events:read");
  if (!viewer.ok) return fail(viewer);
  const refused = await refuseOver("ticket", viewer.data.userId);
  return refused === null ? ok(await issueTicket(viewer.data)) : fail(refused);
});
