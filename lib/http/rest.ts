import "server-only";
import * as z from "zod/mini";
import type { Scope } from "@/lib/auth/model/scopes";
import { refuseOtherUser } from "@/lib/auth/server/refuse-other-user";
import { type Viewer, viewerOfRequest } from "@/lib/auth/server/viewer";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { invalid } from "@/lib/commands/invalid";
import { type Failure, type FailureCode, failure, type Result, success } from "@/lib/commands/result";
import { BUILD_ID } from "@/lib/env";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";
import { readJsonText } from "@/lib/text/read-json";
import { bodyText } from "./body-text";
import { logRefusal } from "./log-refusal";
import { PAGE_USER, SERVER_BUILD } from "./page/statement";
import { isFromAnotherSite } from "./same-site";

const STATUS: Record<FailureCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  key_reused: 422,
  wrong_pin: 422,
  limited: 429,
  unavailable: 503,
  other_user: 412,
  stale_page: 410,
};

/** Far above the size of an order with 50 lines. */
const BODY_LIMIT_KB = 64;

function json(body: unknown, status: number): Response {
  const headers = { "Cache-Control": "private, no-store", [SERVER_BUILD]: BUILD_ID };
  return Response.json(body, { status, headers });
}

export function ok(
  data: unknown,
  more: { message?: string; next_cursor?: string | null; unread_count?: number } = {},
  status = 200,
) {
  return json({ success: true, data, ...more }, status);
}

export function refuse(status: number, errors: string[], more: { data?: unknown } = {}) {
  return json({ success: false, errors, ...more }, status);
}

export function fail({ code, message, fieldErrors, current, retryAfterSeconds }: Failure) {
  const errors =
    fieldErrors === undefined
      ? [message]
      : Object.entries(fieldErrors).map(([field, problem]) =>
          field === "" ? problem : errorText("invalid_field", { field, problem }),
        );
  const response = refuse(STATUS[code], errors, current === undefined ? {} : { data: current });
  return withRetryAfter(response, retryAfterSeconds);
}

function withRetryAfter(response: Response, seconds: number | undefined): Response {
  if (seconds !== undefined) response.headers.set("Retry-After", String(seconds));
  return response;
}

export function answerResult(result: Result<unknown>): Response {
  const status = result.ok ? 200 : STATUS[result.code];
  const response = json(result, status);
  return withRetryAfter(response, result.ok ? undefined : result.retryAfterSeconds);
}

/** Logs refusals. Logs an exception and responds with 500, without the exception's message. */
export function route<Rest extends unknown[]>(
  handler: (request: Request, ...rest: Rest) => Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    try {
      return logRefusal(request, await handler(request, ...rest));
    } catch (error) {
      logger.error(
        { error, method: request.method, path: new URL(request.url).pathname },
        "A request failed",
      );
      return refuse(500, [errorText("unexpected")]);
    }
  };
}

/** A session has every scope. */
export function hasScope({ credential }: Viewer, scope: Scope): boolean {
  return credential.kind === "session" || credential.scopes.includes(scope);
}

/** Requires the scope of a token; a write by cookie must come from our own pages. */
export async function authenticate(request: Request, scope: Scope): Promise<Result<Viewer>> {
  const viewer = await viewerOfRequest(request);
  if (viewer === null) return failure("unauthenticated", errorText("not_authorized"));
  if (!hasScope(viewer, scope)) return failure("forbidden", errorText("scope_missing", { scope }));
  const isWrite = request.method !== "GET" && request.method !== "HEAD";
  if (isWrite && viewer.credential.kind === "session" && isFromAnotherSite(request))
    return failure("forbidden", errorText("cross_site"));
  return refuseOtherUser(viewer, request.headers.get(PAGE_USER)) ?? success(viewer);
}

/** Accepts cookies only, from the same origin. */
export async function authenticatePage(request: Request): Promise<Result<Viewer>> {
  const viewer = await viewerOfRequest(request);
  if (viewer === null) return failure("unauthenticated", errorText("not_authorized"));
  if (viewer.credential.kind !== "session") return failure("forbidden", errorText("pages_only"));
  if (isFromAnotherSite(request)) return failure("forbidden", errorText("cross_site"));
  return refuseOtherUser(viewer, request.headers.get(PAGE_USER)) ?? success(viewer);
}

/** Accepts admins only: for requests that concern all tenants. */
export async function authenticateAdmin(request: Request, scope: Scope): Promise<Result<Viewer>> {
  const who = await authenticate(request, scope);
  return !who.ok || who.data.isAdmin ? who : failure("forbidden", errorText("admins_only"));
}

const keySchema = z.optional(idempotencyKeySchema);

export function readIdempotencyKey(
  request: Request,
): { ok: true; data: string | undefined } | { ok: false; response: Response } {
  const key = z.safeParse(keySchema, request.headers.get("idempotency-key") ?? undefined);
  if (key.success) return success(key.data);
  const problem = key.error.issues[0]?.message ?? "";
  return { ok: false, response: refuse(400, [errorText("idempotency_key", { problem })]) };
}

export async function readJson<Schema extends z.core.$ZodType>(
  request: Request,
  schema: Schema,
  limitKb: number = BODY_LIMIT_KB,
): Promise<{ ok: true; data: z.output<Schema> } | { ok: false; response: Response }> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return { ok: false, response: refuse(415, [errorText("content_type")]) };
  const read = await bodyText(request, limitKb * 1024);
  if (!read.ok) {
    const refused =
      read.fault === "too_large"
        ? refuse(413, [errorText("body_too_large", { limit: limitKb })])
        : refuse(400, [errorText("not_text")]);
    return { ok: false, response: refused };
  }
  const body = readJsonText(read.text);
  if (body === undefined) return { ok: false, response: refuse(400, [errorText("not_json")]) };
  const parsed = z.safeParse(schema, body);
  return parsed.success ? success(parsed.data) : { ok: false, response: fail(invalid(parsed.error)) };
}
