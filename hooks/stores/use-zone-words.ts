"use client";

import { useTranslations } from "next-intl";
import type { Zone } from "@/lib/stores/model/zones/schema";
import { formatMoney } from "@/lib/text/format";

/** Says what a zone is and what it costs. */
export function useZoneWords(currency: string) {
  const t = useTranslations("delivery.zones");
  const facts = ({ fee, minimum_order, extra_minutes }: Zone) =>
    t("facts", {
      fee: formatMoney(fee, currency),
      minimum: formatMoney(minimum_order, currency),
      extra: extra_minutes,
    });
  const shape = ({ shape: drawn }: Zone) =>
    drawn.kind === "ring"
      ? t("by_ring", { radius: drawn.radius })
      : t("by_drawing", { count: drawn.points.length });
  return { facts, ofZone: (zone: Zone) => `${zone.name} (${shape(zone)}): ${facts(zone)}` };
}
