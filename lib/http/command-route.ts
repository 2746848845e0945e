import "server-only";
import type * as z from "zod/mini";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { Command } from "@/lib/commands/define-command";
import type { Failure } from "@/lib/commands/result";
import { authenticate, fail, hasScope, readIdempotencyKey, readJson, route } from "./rest";

interface PublicRoute<
  Body extends z.core.$ZodType,
  Schema extends z.core.$ZodType,
  Answer,
  Current,
  Rest extends unknown[],
> {
  body: Body;
  /**
   * The scopes that may read the whole answer and, with a refusal, the present state. A token that only writes gets the
   * reduced answer and the refusal's message. Null: anyone may.
   */
  reads: { answer: Scope | null; current: Scope | null };
  input(
    body: z.output<Body>,
    viewer: Viewer,
    ...rest: Rest
  ): z.input<Schema> | Refused<Current> | Promise<z.input<Schema> | Refused<Current>>;
  respond(answer: Answer, mayReadAll: boolean): Response;
  current(current: Current): unknown;
}

/** A request that `input` refuses before the command runs. */
export class Refused<Current = never> {
  constructor(readonly failure: Failure<Current>) {}
}

/** Builds the public route of a command. Throws when only our own pages may call the command. */
export function commandRoute<
  Schema extends z.core.$ZodType,
  Answer,
  Current,
  Body extends z.core.$ZodType,
  Rest extends unknown[],
>(
  command: Command<string, Schema, Answer, Current>,
  { body: schema, reads, input, respond, current }: PublicRoute<Body, Schema, Answer, Current, Rest>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  const { name, scope } = command;
  if (scope === null) throw new Error(`Programs may not call ${name}`);
  const mayRead = (viewer: Viewer, needed: Scope | null) => needed === null || hasScope(viewer, needed);

  function refuse(viewer: Viewer, { current: now, ...failed }: Failure<Current>): Response {
    const isShown = now !== undefined && mayRead(viewer, reads.current);
    return fail(isShown ? { ...failed, current: current(now) } : failed);
  }

  return route(async (request: Request, ...rest: Rest) => {
    const who = await authenticate(request, scope);
    if (!who.ok) return fail(who);
    const refused = await command.admit(who.data);
    if (refused !== null) return fail(refused);
    const key = readIdempotencyKey(request);
    if (!key.ok) return key.response;
    const body = await readJson(request, schema);
    if (!body.ok) return body.response;
    const given = await input(body.data, who.data, ...rest);
    if (given instanceof Refused) return refuse(who.data, given.failure);
    const result = await command.carryOut(who.data, given, key.data);
    if (!result.ok) return refuse(who.data, result);
    return respond(result.data, mayRead(who.data, reads.answer));
  });
}
