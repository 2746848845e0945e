import "server-only";
import { failure, type Result, success } from "@/lib/commands/result";
import { clientAddress } from "@/lib/http/client-address";
import { refuseOver } from "@/lib/limits/limits";
import type { ReportedPoint } from "@/lib/riders/model/filter-points";
import { POINTS_AT_MOST, type PositionsAnswer } from "@/lib/riders/model/requests";
import { errorText } from "@/lib/text/error-text";
import { takePositions } from "./report-positions";
import { trackingHash } from "./tracking-token";

const credentialsOf = ({ headers }: Request, scheme: RegExp) =>
  scheme.exec(headers.get("authorization") ?? "")?.[1];

/** The tracking token of `Authorization: Bearer`; undefined for a personal token. */
export function bearerToken(request: Request): string | undefined {
  const text = credentialsOf(request, /^Bearer +(\S+) *$/i);
  return text !== undefined && trackingHash(text) !== null ? text : undefined;
}

/** The password of `Authorization: Basic`; the name may be anything. */
export function basicPassword(request: Request): string {
  const text = Buffer.from(credentialsOf(request, /^Basic +(\S+) *$/i) ?? "", "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

/** Admits a request with a tracking token, before its body is read. The token's hash, or the refusal. */
export async function admitTracker(request: Request, token: string): Promise<Result<string>> {
  const hash = trackingHash(token);
  // Tokens cannot be guessed; what is counted by address is the work of looking them up.
  const refused = await refuseOver("location", hash ?? clientAddress(request));
  if (refused !== null) return refused;
  return hash === null ? failure("unauthenticated", errorText("riders.token")) : success(hash);
}

/** Stores what a tracking application reports with its shift's token. */
export async function takeTracked(
  tokenHash: string,
  report: { readonly points: readonly ReportedPoint[]; readonly battery: number | undefined },
): Promise<Result<PositionsAnswer>> {
  const points = report.points.slice(-POINTS_AT_MOST);
  const answer = await takePositions({ tokenHash }, { ...report, points });
  return answer === null ? failure("unauthenticated", errorText("riders.token")) : success(answer);
}
