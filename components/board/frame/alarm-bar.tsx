"use client";

import { useTranslations } from "next-intl";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useLiveBoard } from "@/hooks/board/live-board-context";

const NAMED = 4;

/** Replaces the bottom bar, so that no ticket moves under a finger. */
export function AlarmBar() {
  const t = useTranslations("partner.shift");
  const { alarm } = useLiveBoard();
  const { ringing, silence } = alarm;
  if (ringing.length === 0) return null;
  const codes = ringing.slice(0, NAMED).map((order) => shortCode(order.order_code));
  return (
    <section className="alarm-bar" data-stage="new" aria-label={t("alarm")}>
      <Icon name="bell-ring" />
      <strong>{t("ringing", { count: ringing.length })}</strong>
      <Button title={t("silence_hint")} onClick={() => silence()}>
        {t("silence")}
      </Button>
      <p translate="no">{codes.join(" · ")}</p>
      <span aria-hidden="true" className="alarm-frame" />
    </section>
  );
}
