"use client";

import { useTranslations } from "next-intl";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { formatAgo } from "@/lib/text/format";
import type { ActionProblem } from "./use-order-actions";

const MOMENT = 60_000;

export function useProblemWords() {
  const t = useTranslations("partner");

  function actionWords(action: OrderAction): string {
    switch (action.name) {
      case "accept":
        return t("action.accept", { minutes: action.prep_minutes ?? 0 });
      case "delay":
        return t("action.delay_by", { minutes: action.minutes });
      case "cancel":
        return t("decline.cancel");
      case "acknowledge":
        return t("shift.silence");
      case "decline":
      case "ready":
      case "recall":
      case "hand_over":
      case "deliver":
      case "undo":
        return t(`action.${action.name}`);
    }
  }

  return (problem: ActionProblem): string => {
    switch (problem.kind) {
      case "unreachable":
        return t("problem.unreachable", { action: actionWords(problem.action) });
      case "refused":
        return problem.message;
      case "overtaken": {
        const { entry } = problem;
        const now = Date.now();
        const isFresh = now - Date.parse(entry.at) < MOMENT;
        return t(`problem.did.${entry.action}`, {
          name: entry.actor_name,
          minutes: entry.minutes ?? 0,
          ago: isFresh ? t("problem.moment") : formatAgo(entry.at, now),
        });
      }
    }
  };
}
