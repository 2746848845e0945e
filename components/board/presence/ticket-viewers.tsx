"use client";

import { useTranslations } from "next-intl";
import { useViewers } from "@/hooks/board/presence/use-company";
import { PersonChip } from "./person-chip";
import "./presence.css";

/** Stands in the head of the ticket, in what room the time leaves it: the ticket keeps its height. */
export function TicketViewers({ orderId }: { orderId: string }) {
  const t = useTranslations("partner.presence");
  const viewers = useViewers(orderId);
  const [first, second] = viewers;
  if (first === undefined) return null;
  const words = t("viewing", {
    count: viewers.length,
    name: first.name,
    other: second?.name ?? "",
    others: viewers.length - 1,
  });
  return (
    <p className="ticket-viewers" title={words}>
      <PersonChip name={first.name} />
      <span dir="auto">{words}</span>
    </p>
  );
}
