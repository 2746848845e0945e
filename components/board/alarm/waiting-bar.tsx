"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { shortCode } from "@/components/board/ticket/short-code";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useFocusToHeading } from "@/hooks/browser/use-focus-to-heading";
import { usePressStart } from "@/hooks/browser/use-press-start";
import { useRootFlag } from "@/hooks/browser/use-root-flag";
import type { WaitingOrders } from "./use-waiting-alarm";
import "./waiting-bar.css";

const NAMED = 4;

/** Says why the tone of orders that wait is heard, and ends it. The bar of new orders takes its place while they ring. */
export function WaitingBar({ waiting }: { waiting: WaitingOrders }) {
  const { board, alarm } = useLiveBoard();
  const codes = board.orders
    .filter(({ id }) => waiting.sounded.has(id))
    .map(({ order_code }) => shortCode(order_code));
  if (codes.length === 0 || alarm.ringing.length > 0) return null;
  return <Bar codes={codes} waiting={waiting} />;
}

function Bar({ codes, waiting }: { codes: readonly string[]; waiting: WaitingOrders }) {
  const t = useTranslations("partner.alarm");
  const shift = useTranslations("partner.shift");
  const bar = useRef<HTMLElement>(null);
  useFocusToHeading(bar);
  useRootFlag("data-waiting-bar");
  const press = usePressStart(waiting.sounded, waiting.silence);
  const [code = ""] = codes;
  return (
    <section ref={bar} className="alarm-bar waiting-bar" data-stage="late" aria-label={shift("alarm")}>
      <Icon name="bell-ring" />
      <strong>
        {codes.length === 1 ? t("waiting", { code }) : t("waiting_burst", { count: codes.length })}
      </strong>
      <Button title={t("silence_waiting_hint")} {...press}>
        {shift("silence")}
      </Button>
      <p translate="no">{codes.length === 1 ? "" : codes.slice(0, NAMED).join(" · ")}</p>
    </section>
  );
}
