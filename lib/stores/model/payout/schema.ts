import * as z from "zod/mini";
import { instantSchema, shortTextSchema } from "@/lib/text/bounded";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { compactIban, isIban } from "./iban";

/** Where payouts go, as an owner states it. A country without IBANs has the number of an account and the code of its bank. */
const payoutAccountSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("iban"),
    holder: requiredText(70),
    number: z.string().check(
      z.maxLength(60),
      z.refine((text) => isIban(compactIban(text)), "is no IBAN"),
    ),
  }),
  z.object({
    kind: z.literal("account"),
    holder: requiredText(70),
    number: z.string().check(z.maxLength(34), z.regex(/^[A-Za-z0-9]{5,34}$/, "is no number of an account")),
    bank_code: z.string().check(z.maxLength(20), z.regex(/^[A-Za-z0-9-]{3,20}$/, "is no code of a bank")),
  }),
]);

export const setPayoutSchema = z.object({
  tenant_id: idSchema,
  account: payoutAccountSchema,
  /** The store's address on the site, typed by the owner: money goes elsewhere from now on. */
  confirm: z.string().check(z.maxLength(40)),
});

/** What owners and admins see of it. */
export const statedPayoutSchema = z.object({
  kind: z.enum(["iban", "account"]),
  holder: shortTextSchema,
  last_four: z.string().check(z.maxLength(4)),
  updated_at: instantSchema,
});
export type StatedPayout = z.infer<typeof statedPayoutSchema>;
