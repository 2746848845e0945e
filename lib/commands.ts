import "server-only";
import type * as z from "zod/mini";
import { createTokenCommand } from "@/lib/auth/server/create-token";
import { revokeTokenCommand } from "@/lib/auth/server/revoke-token";
import type { Command } from "@/lib/commands/define-command";
import type { Result } from "@/lib/commands/result";
import { markReadCommand } from "@/lib/notifications/server/mark-read";
import { acknowledgeOrdersCommand } from "@/lib/orders/server/acknowledge-orders";
import { changeOrderCommand } from "@/lib/orders/server/change-order";
import { placeOrderCommand } from "@/lib/orders/server/place";
import { retryJobCommand } from "@/lib/platform/server/retry-job";

const COMMANDS = [
  placeOrderCommand,
  changeOrderCommand,
  acknowledgeOrdersCommand,
  createTokenCommand,
  revokeTokenCommand,
  markReadCommand,
  retryJobCommand,
];

type AnyCommand = (typeof COMMANDS)[number];
type Named<Name extends string> = Extract<AnyCommand, { name: Name }>;

export type CommandName = AnyCommand["name"];
export type CommandInput<Name extends CommandName> = z.input<Named<Name>["input"]>;
type Answering<Name extends CommandName> =
  Named<Name> extends Command<string, z.core.$ZodType, infer Answer, infer Current>
    ? { answer: Answer; current: Current }
    : never;
export type CommandResult<Name extends CommandName> = Result<
  Answering<Name>["answer"],
  Answering<Name>["current"]
>;

type Commands = {
  readonly [Name in CommandName]: {
    readonly limit: AnyCommand["limit"];
    readonly input: AnyCommand["input"];
    admit: AnyCommand["admit"];
    carryOut(...call: Parameters<AnyCommand["carryOut"]>): Promise<CommandResult<Name>>;
    execute(...call: Parameters<AnyCommand["execute"]>): Promise<CommandResult<Name>>;
  };
};

function byName(list: readonly AnyCommand[]): Commands;
function byName(list: readonly AnyCommand[]): unknown {
  return Object.fromEntries(list.map((command) => [command.name, command]));
}

export const commands = byName(COMMANDS);

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === "string" && Object.hasOwn(commands, name);
}
