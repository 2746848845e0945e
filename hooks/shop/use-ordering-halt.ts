"use client";

import { useTranslations } from "next-intl";
import { useClock } from "@/hooks/browser/use-now";
import { intakeStop, maintenanceEnd } from "@/lib/broadcasts/client/maintenance";
import { formatTime } from "@/lib/text/format";

export interface OrderingHalt {
  readonly happened: string;
  readonly todo: string;
}

/** Nothing is known on the server: what the platform says comes after the page. */
const NOTHING_YET = 0;

/** Without its last full stop, because a sentence goes on after it: as the server's refusal has it. */
const withoutStop = (reason: string) => reason.replace(/[.!?\s]+$/, "");

/**
 * Why nobody can order anywhere now, and when it goes on; null while people can. Comes and goes by itself, with the events and
 * the clock. The server refuses in any case.
 */
export function useOrderingHalt(timeZone: string): OrderingHalt | null {
  const t = useTranslations("states.store_closed");
  const reason = useClock(intakeStop, NOTHING_YET);
  const end = useClock(maintenanceEnd, NOTHING_YET);
  if (reason !== null) {
    const values = { reason: withoutStop(reason) };
    return { happened: t("halted.happened", values), todo: t("halted.todo") };
  }
  if (end === null) return null;
  const values = { time: formatTime(new Date(end).toISOString(), timeZone) };
  return { happened: t("halted_until.happened", values), todo: t("halted_until.todo") };
}
