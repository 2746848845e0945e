"use server";
import * as z from "zod/mini";
import { logPageRefusal } from "@/lib/auth/server/log-page-refusal";
import { refuseOtherUser } from "@/lib/auth/server/refuse-other-user";
import { currentViewer } from "@/lib/auth/server/viewer";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { invalid } from "@/lib/commands/invalid";
import { failure } from "@/lib/commands/result";
import { BUILD_ID } from "@/lib/env";
import type { PageStatement } from "@/lib/http/page/statement";
import { statementSchema } from "@/lib/http/page/statement-schema";
import { errorText } from "@/lib/text/error-text";
import { stateText } from "@/lib/text/state-text";
import { runPress } from "./run-press";

const givenPage = z.optional(statementSchema);

/**
 * Clients can call this with any values: all but the input, which the command parses, are checked here. Does nothing for
 * a page of another build, which then uses the command's route.
 */
export async function runCommand<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  idempotencyKey: string,
  page?: PageStatement,
): Promise<CommandResult<Name>> {
  const viewer = await currentViewer();
  if (viewer === null) {
    await logPageRefusal(null, "not_authenticated", "action");
    return failure<never>("unauthenticated", errorText("not_authorized"));
  }
  const stated = z.safeParse(givenPage, page);
  if (!stated.success) return invalid(stated.error);
  const refused = refuseOtherUser(viewer, stated.data?.user ?? null);
  if (refused !== null) return refused;
  const build = stated.data?.build ?? null;
  if (build !== null && build !== BUILD_ID)
    return failure<never>("stale_page", stateText("new_version.refused"));
  const key = z.safeParse(idempotencyKeySchema, idempotencyKey);
  if (!key.success) return invalid(key.error);
  const result = await runPress(viewer, { name, input, key: key.data, build });
  if (!result.ok && (result.code === "forbidden" || result.code === "limited"))
    await logPageRefusal(viewer, result.code === "limited" ? "limited" : "not_allowed", `action ${name}`);
  return result;
}
