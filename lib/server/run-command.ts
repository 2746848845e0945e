"use server";
import * as z from "zod/mini";
import { logPageRefusal } from "@/lib/auth/server/log-page-refusal";
import { currentViewer } from "@/lib/auth/server/viewer";
import {
  type CommandInput,
  type CommandName,
  type CommandResult,
  commands,
  isCommandName,
} from "@/lib/commands";
import { idempotencyKeySchema } from "@/lib/commands/idempotency-key";
import { invalid } from "@/lib/commands/invalid";
import { failure } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";

/** Clients can call this with any values: the name and key are checked here, the input by the command. */
export async function runCommand<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  idempotencyKey: string,
): Promise<CommandResult<Name>> {
  const viewer = await currentViewer();
  if (viewer === null) {
    await logPageRefusal(null, "not_authenticated", "action");
    return failure<never>("unauthenticated", errorText("not_authorized"));
  }
  if (!isCommandName(name)) return failure<never>("not_found", errorText("not_found"));
  const key = z.safeParse(idempotencyKeySchema, idempotencyKey);
  if (!key.success) return invalid(key.error);
  const result = await commands[name].execute(viewer, input, key.data);
  if (!result.ok && (result.code === "forbidden" || result.code === "limited"))
    await logPageRefusal(viewer, result.code === "limited" ? "limited" : "not_allowed", `action ${name}`);
  return result;
}
