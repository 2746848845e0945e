"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { StateName } from "@/lib/text/state-name";

/** Returns a function that says what happened and what to do about it. */
export function useStateText(): (state: StateName, values?: Record<string, string | number>) => string {
  const t = useTranslations("states");
  return useCallback(
    (state, values = {}) => `${t(`${state}.happened`, values)}. ${t(`${state}.todo`, values)}`,
    [t],
  );
}
