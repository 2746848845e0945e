"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { RidingAction } from "@/lib/dispatch/client/riding-press";

/** Returns a function that names what was pressed, as its button does. */
export function usePressWords(): (action: RidingAction) => string {
  const t = useTranslations("rider.step");
  return useCallback(
    (action) => {
      switch (action.name) {
        case "set_shift":
          return t(action.on ? "start" : "end");
        case "answer_offer":
          return t(action.answer);
        case "take_trip_step":
          return t(action.step);
        case "leave_trip":
          return t("leave");
      }
    },
    [t],
  );
}
