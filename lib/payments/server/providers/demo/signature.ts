import "server-only";
import * as z from "zod/mini";
import { BadSignature, type ProviderEvent } from "@/lib/payments/model/provider";
import { isSigned, signText } from "@/lib/server/sign-text";
import { shortTextSchema } from "@/lib/text/bounded";
import { readJsonText } from "@/lib/text/read-json";

/** `<ms since 1970>.<signature of the time and the body>` */
export const SIGNATURE_HEADER = "x-demo-signature";
/** A recorded delivery cannot be replayed for ever. */
const TOLERANCE_MS = 5 * 60_000;

const eventSchema = z.object({
  id: shortTextSchema,
  type: shortTextSchema,
  ref: shortTextSchema,
  dispute: z.exactOptional(z.object({ amount: z.int(), reason: shortTextSchema })),
});

const signed = (at: string, body: string) => `demo webhook ${at}.${body}`;

export function signWebhook(event: ProviderEvent, now = Date.now()): { body: string; headers: Headers } {
  const body = JSON.stringify(event);
  const at = String(now);
  return { body, headers: new Headers({ [SIGNATURE_HEADER]: `${at}.${signText(signed(at, body))}` }) };
}

/** @throws {BadSignature} */
export function parseSigned(body: string, headers: Headers): ProviderEvent | null {
  const [at = "", signature = ""] = (headers.get(SIGNATURE_HEADER) ?? "").split(".");
  const age = Math.abs(Date.now() - Number(at));
  if (!/^\d{1,16}$/.test(at) || age > TOLERANCE_MS || !isSigned(signed(at, body), signature))
    throw new BadSignature();
  const parsed = z.safeParse(eventSchema, readJsonText(body));
  return parsed.success ? parsed.data : null;
}
