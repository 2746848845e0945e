import { createTranslator } from "next-intl";
import reasons from "@/messages/en/reasons.json";
import type { OfferReason } from "./offer";

const t = createTranslator({ locale: "en", messages: { reasons }, namespace: "reasons" });

type Keys = typeof reasons.dispatcher;
export type ReasonKey = keyof Keys;

export const REASON_KEYS: readonly string[] = Object.keys(reasons.dispatcher);

const isReasonKey = (key: string): key is ReasonKey => REASON_KEYS.includes(key);

/** The catalogue cannot compare, and has no word for "-2 minutes before". */
function momentOf(early: number): "before" | "with" | "after" {
  if (early > 0) return "before";
  return early < 0 ? "after" : "with";
}

/** Returns a decision's reason in words: for dispatchers with the names of riders, for the rider as "you". */
export function sentenceOf({ key, values }: OfferReason, reader: "dispatcher" | "rider"): string {
  if (!isReasonKey(key)) return t("unknown");
  if (key !== "first_at_door") return t(`${reader}.${key}`, values);
  const early = Number(values.early ?? 0);
  return t(`${reader}.${key}.${momentOf(early)}`, { ...values, early: Math.abs(early) });
}
