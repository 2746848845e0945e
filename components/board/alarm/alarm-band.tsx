"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { type RaisedAlarm, useRaisedAlarms, withdrawAlarms } from "@/hooks/board/raised-alarms";
import "./alarm-band.css";

/** As many as a glance can take. */
const SHOWN = 3;

/**
 * Says in words what the tones say, over the width of the screen, until somebody has seen it. It lies over the bar of the
 * store, so that no ticket moves or is covered. Screen readers get the same news from the alert region.
 */
export function AlarmBand() {
  const t = useTranslations("partner.alarm");
  const news = useTranslations("partner.news");
  const shift = useTranslations("partner.shift");
  const { alarm } = useLiveBoard();
  const raised = useRaisedAlarms();
  const ringing = alarm.ringing.map(
    ({ id, order_code }): RaisedAlarm => ({
      key: `ringing ${id}`,
      kind: "order_new",
      text: news("arrived_said", { code: shortCode(order_code) }),
    }),
  );
  const all = [...ringing, ...raised.toReversed()];
  const shown = all.slice(0, SHOWN);
  const [first] = shown;
  if (first === undefined) return null;
  const isRinging = ringing.length > 0;
  return (
    <section
      // Begins the flashing anew.
      key={first.key}
      className="alarm-band"
      aria-label={t("band")}
      data-ringing={isRinging || undefined}
      data-technical={shown.every(({ kind }) => kind === "printer_fault") || undefined}
    >
      <ul>
        {shown.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
        {all.length > SHOWN && <li>{t("more", { count: all.length - SHOWN })}</li>}
      </ul>
      <Button
        size="lg"
        onClick={() => {
          alarm.silence();
          withdrawAlarms(() => true);
        }}
      >
        {isRinging ? shift("silence") : t("seen")}
      </Button>
    </section>
  );
}

/** Alarms of one store are not shown on the pages of another. */
export function ForgetAlarms() {
  useEffect(() => () => withdrawAlarms(() => true), []);
  return null;
}
