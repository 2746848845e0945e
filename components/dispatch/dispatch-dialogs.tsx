"use client";

import { useTranslations } from "next-intl";
import { GiveDialog } from "@/components/dispatch/give-dialog";
import { DispatchKeysDialog } from "@/components/dispatch/keys-dialog";
import { ModeDialog } from "@/components/dispatch/mode-dialog";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { type AskedDispatch, useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { firstName } from "@/lib/text/first-name";

interface DispatchDialogsProps {
  asked: AskedDispatch;
  hasSingleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
  onClose: () => void;
  onGiven: () => void;
}

export function DispatchDialogs({
  asked,
  hasSingleKeys,
  onSingleKeys,
  onClose,
  onGiven,
}: DispatchDialogsProps) {
  const t = useTranslations("dispatch.screen");
  const { orders, riders, dispatcher } = useDispatchScreen();
  const about = "orderIds" in asked ? orders.filter(({ id }) => asked.orderIds.includes(id)) : [];
  const onOpenChange = (open: boolean) => !open && onClose();
  switch (asked.kind) {
    case "keys":
      return (
        <DispatchKeysDialog hasSingleKeys={hasSingleKeys} onSingleKeys={onSingleKeys} onClose={onClose} />
      );
    case "mode":
      return <ModeDialog onClose={onClose} />;
    case "give":
      return (
        <GiveDialog orderIds={asked.orderIds} riderId={asked.riderId} onClose={onClose} onGiven={onGiven} />
      );
    case "release":
      return (
        <ConfirmDialog
          open
          onOpenChange={onOpenChange}
          title={t("release.title", { codes: about.map(({ order_code }) => order_code).join(", ") })}
          description={t("release.body")}
          confirmLabel={t("release.confirm")}
          danger
          pending={dispatcher.isBusy}
          onConfirm={() => void dispatcher.release(about, "").then(onClose)}
        />
      );
    case "recall": {
      const order = orders.find(({ id }) => id === asked.orderId);
      const name = riders.find(({ id }) => id === order?.offer?.rider_id)?.name ?? t("a_rider");
      return (
        <ConfirmDialog
          open
          onOpenChange={onOpenChange}
          title={t("recall.title", { code: order?.order_code ?? "" })}
          description={
            order !== undefined && order.asked.length > 1
              ? t("recall.body_all", { count: order.asked.length })
              : t("recall.body", { rider: firstName(name) })
          }
          confirmLabel={t("recall.confirm")}
          danger
          pending={dispatcher.isBusy}
          onConfirm={() => {
            if (order === undefined) onClose();
            else void dispatcher.recall(order).then(onClose);
          }}
        />
      );
    }
  }
}
