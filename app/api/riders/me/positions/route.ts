import { commandRoute } from "@/lib/http/command-route";
import { fail, ok, readJson, route } from "@/lib/http/rest";
import { reportPositionsSchema } from "@/lib/riders/model/requests";
import { reportPositionsCommand } from "@/lib/riders/server/report-positions";
import { admitTracker, bearerToken, takeTracked } from "@/lib/riders/server/report-tracked";

const reportAsPerson = commandRoute(reportPositionsCommand, {
  body: reportPositionsSchema,
  reads: { answer: null, current: null },
  input: (body) => body,
  respond: (answer) => ok(answer),
  current: (current) => current,
});

const reportWithToken = route(async (request: Request) => {
  const admitted = await admitTracker(request, bearerToken(request) ?? "");
  if (!admitted.ok) return fail(admitted);
  const body = await readJson(request, reportPositionsSchema);
  if (!body.ok) return body.response;
  const { points, battery } = body.data;
  const answer = await takeTracked(admitted.data, { points, battery });
  return answer.ok ? ok(answer.data) : fail(answer);
});

/** By session or personal token, or with the shift's tracking token as `Authorization: Bearer`. */
export const POST = (request: Request) =>
  bearerToken(request) === undefined ? reportAsPerson(request) : reportWithToken(request);
