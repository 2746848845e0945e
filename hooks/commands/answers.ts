import * as z from "zod/mini";
import { createdTokenSchema } from "@/lib/auth/model/tokens";
import type { CommandName, CommandResult } from "@/lib/commands";
import { resultSchema } from "@/lib/commands/result-schema";
import { quoteSchema } from "@/lib/menu/model/schema";
import { changedOrderSchema, orderDetailSchema } from "@/lib/orders/model/schema";

type Answers = { readonly [Name in CommandName]: z.ZodMiniType<CommandResult<Name>> };

/** The results of commands, for what comes by `fetch`. Loaded late: see page-transport.ts. */
const answers: Answers = {
  place_order: resultSchema(orderDetailSchema, quoteSchema),
  change_order: resultSchema(changedOrderSchema, changedOrderSchema),
  acknowledge_orders: resultSchema(z.array(changedOrderSchema), z.never()),
  create_token: resultSchema(createdTokenSchema, z.never()),
  revoke_token: resultSchema(z.null(), z.never()),
};

/** Throws for a response that is no result, as after a fault of the server. */
export function parseAnswer<Name extends CommandName>(name: Name, body: unknown): CommandResult<Name> {
  return answers[name].parse(body);
}
