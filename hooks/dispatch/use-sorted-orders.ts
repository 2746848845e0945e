"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock } from "@/hooks/browser/use-now";
import type { DispatchOrder } from "@/lib/dispatch/model/dispatch-view";
import { riskOf, type Urgency, worstFirst } from "@/lib/dispatch/model/screen/risk";

export interface ListedOrder {
  readonly order: DispatchOrder;
  readonly urgency: Urgency;
}

/** More at once would not be listened to. */
const SAID_AT_MOST = 3;

/** Sorts by the clock, and renders only when the sequence changes. It stays while `isHeld`, so that nothing moves under a drag. */
export function useSortedOrders(
  orders: readonly DispatchOrder[],
  renderedAt: number,
  isHeld: boolean,
): readonly ListedOrder[] {
  const sequence = useClock(
    useCallback(
      (now: number) =>
        worstFirst(orders, now)
          .map((order) => `${order.id} ${riskOf(order, now).urgency}`)
          .join(","),
      [orders],
    ),
    renderedAt,
  );
  const [held, setHeld] = useState(sequence);
  if (!isHeld && held !== sequence) setHeld(sequence);
  const shown = isHeld ? held : sequence;
  const listed = useMemo(() => {
    const byId = new Map(orders.map((order) => [order.id, order]));
    const urgencies = new Map(shown.split(",").map((entry) => [entry.slice(0, 36), entry.slice(37)]));
    const known = [...urgencies].flatMap(([id, urgency]): ListedOrder[] => {
      const order = byId.get(id);
      return order === undefined ? [] : [{ order, urgency: asUrgency(urgency) }];
    });
    // What comes during a drag stands at the end until it is over.
    const added = orders.filter(({ id }) => !urgencies.has(id));
    return [...known, ...added.map((order) => ({ order, urgency: "calm" as const }))];
  }, [orders, shown]);
  useSaidRisks(listed);
  return listed;
}

const asUrgency = (text: string): Urgency => (text === "late" || text === "soon" ? text : "calm");

/** Says what has become late or at risk since the last look. */
function useSaidRisks(listed: readonly ListedOrder[]): void {
  const t = useTranslations("dispatch.screen.heard");
  const announce = useAnnounce();
  const before = useRef<ReadonlyMap<string, ListedOrder> | null>(null);
  const tell = useEffectEvent(() => {
    const { current: known } = before;
    before.current = new Map(listed.map((one) => [one.order.id, one]));
    if (known === null) return;
    const news = listed.flatMap(({ order, urgency }) => {
      const was = known.get(order.id);
      const code = order.order_code;
      if (urgency !== "calm" && was?.urgency !== urgency && was?.urgency !== "late")
        return [t(urgency, { code })];
      return was !== undefined && order.refusals > was.order.refusals ? [t("refused", { code })] : [];
    });
    for (const one of news.slice(0, SAID_AT_MOST)) announce(one);
  });
  useEffect(() => {
    void listed;
    tell();
  }, [listed]);
}
