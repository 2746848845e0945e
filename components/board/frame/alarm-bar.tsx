"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import type { Alarm } from "@/hooks/board/use-shift-alarm";
import { useFocusToHeading } from "@/hooks/browser/use-focus-to-heading";
import { usePressStart } from "@/hooks/browser/use-press-start";
import { useRootFlag } from "@/hooks/browser/use-root-flag";

const NAMED = 4;

/** Replaces the bottom bar, so that no ticket moves under a finger. */
export function AlarmBar() {
  const { alarm } = useLiveBoard();
  return alarm.ringing.length === 0 ? null : <Bar alarm={alarm} />;
}

function Bar({ alarm: { ringing, silence } }: { alarm: Alarm }) {
  const t = useTranslations("partner.shift");
  const bar = useRef<HTMLElement>(null);
  useFocusToHeading(bar);
  useRootFlag("data-alarm-bar");
  const press = usePressStart(ringing, (shown) =>
    silence(ringing.filter(({ id }) => shown.some((one) => one.id === id))),
  );
  const codes = ringing.slice(0, NAMED).map((order) => shortCode(order.order_code));
  return (
    <section ref={bar} className="alarm-bar" data-stage="new" aria-label={t("alarm")}>
      <Icon name="bell-ring" />
      <strong>{t("ringing", { count: ringing.length })}</strong>
      <Button title={t("silence_hint")} {...press}>
        {t("silence")}
      </Button>
      <p translate="no">{codes.join(" · ")}</p>
      <span aria-hidden="true" className="alarm-frame" />
    </section>
  );
}
