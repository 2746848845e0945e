"use client";

import { useTranslations } from "next-intl";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { formatAgo } from "@/lib/text/format";
import type { ActionProblem } from "./use-order-actions";

const MOMENT = 60_000;

interface ProblemWords {
  happened: string;
  /** Null when `happened` says it, too. */
  todo: string | null;
}

export function useProblemWords() {
  const t = useTranslations("partner");
  const state = useTranslations("states");

  function actionWords(action: OrderAction): string {
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
      case "decline":
      case "ready":
      case "recall":
      case "hand_over":
      case "deliver":
      case "undo":
        return t(`action.${action.name}`);
    }
  }

  return (problem: ActionProblem): ProblemWords => {
    switch (problem.kind) {
      case "unreachable":
        return {
          happened: state("no_answer.press.happened", { action: actionWords(problem.action) }),
          todo: state("no_answer.press.todo"),
        };
      case "refused":
        return { happened: problem.message, todo: null };
      case "overtaken": {
        const { entry } = problem;
        const now = serverNow();
        const isFresh = now - Date.parse(entry.at) < MOMENT;
        const happened = state("someone_first.ticket.happened", {
          action: entry.action,
          name: entry.actor_name,
          minutes: entry.minutes ?? 0,
          ago: isFresh ? t("problem.moment") : formatAgo(entry.at, now),
        });
        return { happened, todo: state("someone_first.ticket.todo") };
      }
    }
  };
}
