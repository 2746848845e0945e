import * as z from "zod/mini";
import { createdTokenSchema } from "@/lib/auth/model/tokens";
import type { CommandInput, CommandName, CommandResult } from "@/lib/commands";
import { resultSchema } from "@/lib/commands/result-schema";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { quoteSchema } from "@/lib/menu/model/schema";
import { markedReadSchema } from "@/lib/notifications/model/schema";
import { changedOrderSchema, orderDetailSchema } from "@/lib/orders/model/schema";
import { type SendOptions, StalePageError } from "./transport";

type Answers = { readonly [Name in CommandName]: z.ZodMiniType<CommandResult<Name>> };

const answers: Answers = {
  place_order: resultSchema(orderDetailSchema, quoteSchema),
  change_order: resultSchema(changedOrderSchema, changedOrderSchema),
  acknowledge_orders: resultSchema(z.array(changedOrderSchema).check(z.maxLength(500)), z.never()),
  create_token: resultSchema(createdTokenSchema, z.never()),
  revoke_token: resultSchema(z.null(), z.never()),
  retry_job: resultSchema(z.null(), z.never()),
  mark_notifications_read: resultSchema(markedReadSchema, z.never()),
};

/**
 * Rejects after `timeoutMs`, and when the response does not match the command's schema.
 * @throws StalePageError when that response comes from another build than the page
 */
export async function postCommand<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  { key, timeoutMs }: Required<SendOptions>,
): Promise<CommandResult<Name>> {
  const { body, isOfThisBuild } = await pageFetch(`/api/commands/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = answers[name].safeParse(body);
  if (answer.success) return answer.data;
  throw isOfThisBuild ? answer.error : new StalePageError();
}
