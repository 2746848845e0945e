import * as z from "zod/mini";
import { fail, readJson, route } from "@/lib/http/rest";
import { readOwnTracks } from "@/lib/riders/model/tracking/owntracks";
import { admitTracker, basicPassword, takeTracked } from "@/lib/riders/server/report-tracked";

/** OwnTracks in its HTTP mode, with the shift's tracking token as the password: docs/api.md. */

const BODY_LIMIT_KB = 16;

export const POST = route(async (request) => {
  const admitted = await admitTracker(request, basicPassword(request));
  if (!admitted.ok) return fail(admitted);
  const body = await readJson(request, z.unknown(), BODY_LIMIT_KB);
  if (!body.ok) return body.response;
  const answer = await takeTracked(admitted.data, readOwnTracks(body.data));
  // The application shows what is in the list, such as the places of friends.
  return answer.ok ? Response.json([], { headers: { "Cache-Control": "no-store" } }) : fail(answer);
});
