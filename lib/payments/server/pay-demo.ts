import "server-only";
import { failure, type Result, success } from "@/lib/commands/result";
import type { Confirmation, Confirmed } from "@/lib/payments/model/confirm";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";
import { confirmDemoPayment } from "./providers/demo/confirm";
import { deliverDemoWebhooks } from "./providers/demo/deliver";

/**
 * Answers as the demo provider does in the customer's browser: the payment's own state follows from its webhook. Fails with
 * `not_found` when the secret is unknown or nothing is left to pay.
 */
export async function payDemo(secret: string, given: Confirmation): Promise<Result<Confirmed>> {
  const confirmed = await confirmDemoPayment(secret, given);
  if (confirmed === null) return failure("not_found", errorText("payments.nothing_to_pay"));
  try {
    // At once, so that nobody waits for the next sweep.
    await deliverDemoWebhooks();
  } catch (error) {
    logger.warn({ error }, "The demo provider's webhooks could not be sent; the next sweep tries again");
  }
  return success(confirmed);
}
