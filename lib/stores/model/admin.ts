import * as z from "zod/mini";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";

/** In characters. */
export const PAUSE_REASON_LENGTH = 1_000;
export const STORE_SEARCH_LENGTH = 120;

/** Hundredths of a percent of an order's dishes. */
export const COMMISSION = { minimum: 0, maximum: 5_000 } as const;

export const pauseStoreSchema = z.object({
  tenant_id: idSchema,
  reason: requiredText(PAUSE_REASON_LENGTH),
});

export const commissionSchema = z.object({
  tenant_id: idSchema,
  basis_points: z.int().check(z.minimum(COMMISSION.minimum), z.maximum(COMMISSION.maximum)),
  reason: requiredText(PAUSE_REASON_LENGTH),
});

/** Shows basis points as a percentage: 1,250 is `12.5`. */
export const percentOf = (basisPoints: number) => String(basisPoints / 100);

/** Reads a percentage with at most two decimals, also with a comma; null when it is none or out of bounds. */
export function readPercent(text: string): number | null {
  const given = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (given === null) return null;
  const [, whole = "", decimals = ""] = given;
  const points = Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
  return points >= COMMISSION.minimum && points <= COMMISSION.maximum ? points : null;
}
