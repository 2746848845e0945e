import * as z from "zod/mini";
import type { Condition, JobFault } from "./schema";

/**
 * What a printer sends by Star's CloudPRNT protocol: https://star-m.jp/products/s_print/sdk/StarCloudPRNT/manual/en/
 * Fields that are not used here are ignored.
 */
const statusSchema = z.string().check(z.maxLength(200));

export const pollSchema = z.object({
  /** `200%20OK`. Older printers leave it out. */
  statusCode: z.optional(z.nullable(statusSchema)),
  printingInProgress: z.optional(z.nullable(z.boolean())),
});
export type Poll = z.infer<typeof pollSchema>;

/** Returns the three digits at the beginning: their texts differ between printers. `OK` counts as 200. */
function codeOf(status: string): number | null {
  const [digits] = /^\d{3}/.exec(status.trim()) ?? [];
  if (digits !== undefined) return Number(digits);
  return /^ok\b/i.test(status.trim()) ? 200 : null;
}

/** A printer that states nothing is able to print. */
export function conditionOf(status: string | null | undefined): Condition {
  const code = codeOf(status ?? "OK");
  if (code === null) return "error";
  if (code >= 210 && code <= 219) return "paper_low";
  if (code >= 200 && code <= 299) return "ready";
  if (code === 410) return "no_paper";
  return code >= 420 && code <= 429 ? "cover_open" : "error";
}

export const canPrint = (condition: Condition) => condition === "ready" || condition === "paper_low";

/** A loose cover changes the condition with each poll. */
const CALM_MS = 30_000;

/** What the server does with a condition: `tell` it, tell it without delaying the next change (`alarm`), or `keep` the one before. */
export function newsOf(
  before: Condition | null,
  after: Condition,
  sinceToldMs: number,
): "tell" | "alarm" | "keep" {
  if (before === after) return "keep";
  if (before === null || (canPrint(before) && !canPrint(after))) return "alarm";
  return sinceToldMs >= CALM_MS ? "tell" : "keep";
}

/** Returns null for a confirmation that the paper came out. */
export function faultOf(status: string | null): JobFault | null {
  const code = codeOf(status ?? "");
  if (code !== null && code >= 200 && code <= 299) return null;
  if (code === 410) return "no_paper";
  if (code !== null && code >= 420 && code <= 429) return "cover_open";
  if (code !== null && code >= 510 && code <= 519) return "not_understood";
  return code === 521 ? "too_large" : "error";
}
