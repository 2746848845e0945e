"use server";
import * as z from "zod/mini";
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
  if (viewer === null) return failure<never>("unauthenticated", errorText("not_authorized"));
  if (!isCommandName(name)) return failure<never>("not_found", errorText("not_found"));
  const key = z.safeParse(idempotencyKeySchema, idempotencyKey);
  if (!key.success) return invalid(key.error);
  return commands[name].execute(viewer, input, key.data);
}
