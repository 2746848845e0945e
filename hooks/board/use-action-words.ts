"use client";

import { useTranslations } from "next-intl";
import type { OrderAction } from "@/lib/orders/model/actions/schema";

/** Returns a function that says what a press does, as its button does. */
export function useActionWords() {
  const t = useTranslations("partner");
  return (action: OrderAction): string => {
    switch (action.name) {
      case "accept":
        return action.prep_minutes === undefined
          ? t("action.accept_now")
          : t("action.accept", { minutes: action.prep_minutes });
      case "delay":
        return t("action.delay_by", { minutes: action.minutes });
      case "cancel":
        return t("decline.cancel");
      case "acknowledge":
        return t("shift.silence");
      case "answer_unavailable":
        throw new Error("Only customers answer");
      case "decline":
      case "ready":
      case "recall":
      case "hand_over":
      case "deliver":
      case "undo":
      case "mark_unavailable":
      case "mark_available":
      case "acknowledge_lines":
        return t(`action.${action.name}`);
    }
  };
}
