import * as z from "zod/mini";

/** What the demo provider's page sends: a card number, or the answer to what the bank asked. */
export const confirmSchema = z.union([
  z.object({ card: z.string().check(z.maxLength(30), z.regex(/^[\d ]+$/, "must be the digits of a card")) }),
  z.object({ answer: z.enum(["approve", "reject"]) }),
]);
export type Confirmation = z.infer<typeof confirmSchema>;

export interface Confirmed {
  readonly status: "authorized" | "processing" | "requires_action" | "failed";
  /** Why the card was refused. */
  readonly code: string | null;
}
