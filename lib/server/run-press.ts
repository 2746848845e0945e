import "server-only";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type CommandName, type CommandResult, commands, isCommandName } from "@/lib/commands";
import { failure, type Result } from "@/lib/commands/result";
import { BUILD_ID } from "@/lib/env";
import { errorText } from "@/lib/text/error-text";
import { stateText } from "@/lib/text/state-text";

interface Press<Name extends string> {
  name: Name;
  input: unknown;
  key: string | undefined;
  /** The build that rendered the page; null for a program. */
  build: string | null;
  /** The command's limit has been counted already. Default: false. */
  isAdmitted?: boolean;
}

/**
 * Runs a command for one of our own pages. A page of another build is told that it is out of date instead of a fault in
 * its input, which nobody could mend there.
 */
export function runPress<Name extends CommandName>(
  viewer: Viewer,
  press: Press<Name>,
): Promise<CommandResult<Name>>;
export function runPress(viewer: Viewer, press: Press<string>): Promise<Result<unknown>>;
export async function runPress(
  viewer: Viewer,
  { name, input, key, build, isAdmitted = false }: Press<string>,
): Promise<Result<unknown>> {
  const isOfAnotherBuild = build !== null && build !== BUILD_ID;
  const stale = () => failure("stale_page", stateText("new_version.refused"));
  if (!isCommandName(name)) return isOfAnotherBuild ? stale() : failure("not_found", errorText("not_found"));
  const command = commands[name];
  const result = await (isAdmitted ? command.carryOut : command.execute)(viewer, input, key);
  return isOfAnotherBuild && !result.ok && result.code === "invalid" ? stale() : result;
}
