"use client";

import { useTranslations } from "next-intl";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { formatAgo } from "@/lib/text/format-from-now";
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

  return (problem: ActionProblem): ProblemWords => {
    switch (problem.kind) {
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
