import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { shortTextSchema } from "@/lib/text/bounded";

const PATIENCE_MS = 20_000;

const confirmedSchema = z.object({
  data: z.object({
    status: z.enum(["authorized", "processing", "requires_action", "failed"]),
    code: z.nullable(shortTextSchema),
  }),
});
export type Confirmed = z.infer<typeof confirmedSchema>["data"];

/**
 * Confirms a payment at the demo provider, with a card or with the answer to what the bank asked. Resolves with null when
 * nothing is left to pay. Rejects without an answer; the same call may then be made again.
 */
export async function payDemo(
  secret: string,
  given: { card: string } | { answer: "approve" | "reject" },
): Promise<Confirmed | null> {
  const { status, body } = await pageFetch(`/api/payments/demo/${encodeURIComponent(secret)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (status === 404) return null;
  // Not a card at all: the provider would not know it either.
  if (status === 400) return { status: "failed", code: "invalid_number" };
  if (status !== 200) throw new Error(`The demo provider answered ${status}`);
  return z.parse(confirmedSchema, body).data;
}
