"use client";

import { useTranslations } from "next-intl";
import { useRiding } from "@/hooks/riding/riding-context";

/** What ended without a press of this page. */
export function Notice() {
  const t = useTranslations("rider.notice");
  const { notice } = useRiding();
  return notice === null ? null : <p className="ride-notice">{t(notice)}</p>;
}
