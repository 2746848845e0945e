"use client";

import { useTranslations } from "next-intl";
import type { DispatchOrder, DispatchRider } from "@/lib/dispatch/model/dispatch-view";
import type { Risk } from "@/lib/dispatch/model/screen/risk";
import { firstName } from "@/lib/text/first-name";
import { formatTime } from "@/lib/text/format";

const MINUTE = 60_000;

export function useDispatchWords() {
  const t = useTranslations("dispatch.screen");
  return {
    /** Who has the order, or is meant to. */
    whose(order: DispatchOrder, riders: readonly DispatchRider[]): string {
      const nameOf = (id: string) => riders.find((rider) => rider.id === id)?.name ?? "";
      if (order.asked.length > 1) return t("order.asked", { count: order.asked.length });
      if (order.offer !== null)
        return t("order.offered", { rider: firstName(nameOf(order.offer.rider_id) || t("a_rider")) });
      if (order.rider_state !== "none")
        return t(`order.state.${order.rider_state}`, { rider: firstName(order.rider_name ?? t("a_rider")) });
      if (order.pinned_rider_id !== null)
        return t("order.pinned", { rider: firstName(nameOf(order.pinned_rider_id) || t("a_rider")) });
      const meant = order.decision?.rider_name ?? null;
      return meant === null ? t("order.nobody") : t("order.planned", { rider: firstName(meant) });
    },
    /** In whole minutes, for a head that is at risk. */
    spare({ spare, due }: Risk, now: number): string {
      const left = spare ?? (due ?? now) - now;
      const minutes = Math.floor(Math.abs(left) / MINUTE);
      if (left < 0) return t("risk.short", { minutes: Math.max(1, minutes) });
      return t("risk.spare", { minutes });
    },
    /** A door against the promise. */
    against(door: string, promised: string | null): { text: string; isLate: boolean } {
      if (promised === null) return { text: "", isLate: false };
      const late = Math.round((Date.parse(door) - Date.parse(promised)) / MINUTE);
      if (late > 0) return { text: t("risk.late", { minutes: late }), isLate: true };
      return { text: late === 0 ? t("risk.in_time") : t("risk.early", { minutes: -late }), isLate: false };
    },
    time: (iso: string, order: Pick<DispatchOrder, "time_zone">) => formatTime(iso, order.time_zone),
  };
}
