import * as z from "zod/mini";
import { bodyText, refuseBody } from "@/lib/http/body-text";
import { fail, readJson, route } from "@/lib/http/rest";
import { type OsmAnd, readOsmAnd, readTraccar } from "@/lib/riders/model/tracking/osmand";
import { admitTracker, takeTracked } from "@/lib/riders/server/report-tracked";

/** Traccar Client, OsmAnd and others, with the shift's tracking token as the device's identifier: docs/api.md. */

const BODY_LIMIT_KB = 16;
const FORM = "application/x-www-form-urlencoded";

async function readBody(request: Request): Promise<OsmAnd | Response> {
  const type = request.headers.get("content-type") ?? "";
  if (type.startsWith("application/json")) {
    const body = await readJson(request, z.unknown(), BODY_LIMIT_KB);
    return body.ok ? readTraccar(body.data) : body.response;
  }
  const { searchParams } = new URL(request.url);
  if (!type.startsWith(FORM)) return readOsmAnd(searchParams);
  const read = await bodyText(request, BODY_LIMIT_KB * 1024);
  if (!read.ok) return refuseBody(read.fault);
  return readOsmAnd(new URLSearchParams([...searchParams, ...new URLSearchParams(read.text)]));
}

const track = route(async (request) => {
  const given = await readBody(request);
  if (given instanceof Response) return given;
  const admitted = await admitTracker(request, given.id);
  if (!admitted.ok) return fail(admitted);
  const answer = await takeTracked(admitted.data, given);
  return answer.ok ? new Response(null, { headers: { "Cache-Control": "no-store" } }) : fail(answer);
});

export { track as GET, track as POST };
