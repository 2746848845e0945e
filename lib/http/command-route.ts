import "server-only";
import type * as z from "zod/mini";
import type { Viewer } from "@/lib/auth/server/viewer";
import type { Command } from "@/lib/commands/define-command";
import { authenticate, fail, readIdempotencyKey, readJson, route } from "./rest";

interface PublicRoute<
  Body extends z.core.$ZodType,
  Schema extends z.core.$ZodType,
  Answer,
  Current,
  Rest extends unknown[],
> {
  body: Body;
  input(
    body: z.output<Body>,
    viewer: Viewer,
    ...rest: Rest
  ): z.input<Schema> | Response | Promise<z.input<Schema> | Response>;
  respond(answer: Answer): Response;
  current(current: Current): unknown;
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
  { body: schema, input, respond, current }: PublicRoute<Body, Schema, Answer, Current, Rest>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  const { name, scope } = command;
  if (scope === null) throw new Error(`Programs may not call ${name}`);
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
    if (given instanceof Response) return given;
    const result = await command.carryOut(who.data, given, key.data);
    if (result.ok) return respond(result.data);
    const { current: now, ...failed } = result;
    return fail(now === undefined ? failed : { ...failed, current: current(now) });
  });
}
