"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import type { DispatchOrder } from "@/lib/dispatch/model/dispatch-view";
import {
  canGive,
  canMove,
  canOfferToAll,
  canRelease,
  chosenRider,
} from "@/lib/dispatch/model/screen/possible";
import { firstName } from "@/lib/text/first-name";

export function OrderActions({ order }: { order: DispatchOrder }) {
  const t = useTranslations("dispatch.screen.act");
  const { scope, riders, dispatcher, ask } = useDispatchScreen();
  if (!scope.mayAct || !canGive(order)) return null;
  const chosen = riders.find(({ id }) => id === chosenRider(order));
  return (
    <div className="dispatch-actions">
      <Button onClick={() => ask({ kind: "give", orderIds: [order.id], riderId: null })}>
        <span>{t("give")}</span>
        <Kbd>G</Kbd>
      </Button>
      {order.pinned_rider_id !== null ? (
        <Button pending={dispatcher.isBusy} onClick={() => void dispatcher.pin(order, null)}>
          <span>{t("unpin")}</span>
          <Kbd>P</Kbd>
        </Button>
      ) : (
        chosen !== undefined &&
        canMove(order) && (
          <Button pending={dispatcher.isBusy} onClick={() => void dispatcher.pin(order, chosen)}>
            <span>{t("pin", { rider: firstName(chosen.name) })}</span>
            <Kbd>P</Kbd>
          </Button>
        )
      )}
      {canOfferToAll(order) && (
        <Button pending={dispatcher.isBusy} onClick={() => void dispatcher.offerToAll(order)}>
          <span>{t("offer_to_all")}</span>
          <Kbd>A</Kbd>
        </Button>
      )}
      {order.offer !== null && (
        <Button onClick={() => ask({ kind: "recall", orderId: order.id })}>
          <span>{t("recall", { count: order.asked.length })}</span>
          <Kbd>R</Kbd>
        </Button>
      )}
      {canRelease(order) && (
        <Button onClick={() => ask({ kind: "release", orderIds: [order.id] })}>
          <span>{t("release")}</span>
          <Kbd>L</Kbd>
        </Button>
      )}
    </div>
  );
}
