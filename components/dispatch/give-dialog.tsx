"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DropPrice } from "@/components/dispatch/drop-price";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { REASON_LENGTH } from "@/lib/dispatch/model/screen/reason-length";
import { firstName } from "@/lib/text/first-name";

interface GiveDialogProps {
  orderIds: readonly string[];
  riderId: string | null;
  onClose: () => void;
  onGiven: () => void;
}

export function GiveDialog({ orderIds, riderId, onClose, onGiven }: GiveDialogProps) {
  const t = useTranslations("dispatch.screen");
  const { orders, riders, dispatcher } = useDispatchScreen();
  const [chosen, setChosen] = useState(riderId ?? riders[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const given = orders.filter(({ id }) => orderIds.includes(id));
  const rider = riders.find(({ id }) => id === chosen);
  const codes = given.map(({ order_code }) => order_code).join(", ");
  const [first] = given;
  async function give() {
    if (rider !== undefined && (await dispatcher.give(given, rider, reason.trim()))) onGiven();
    else onClose();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        riderId === null || rider === undefined
          ? t("give.choose", { codes })
          : t("give.title", { codes, rider: firstName(rider.name) })
      }
      confirmLabel={t("give.confirm")}
      pending={dispatcher.isBusy}
      onConfirm={() => void give()}
    >
      <div className="dispatch-form">
        {riderId === null && (
          <Field label={t("give.rider")}>
            <Select value={chosen} onChange={(event) => setChosen(event.target.value)}>
              {riders.map(({ id, name, vehicle }) => (
                <option key={id} value={id}>
                  {`${name}, ${t(`rider.vehicle.${vehicle}`)}`}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {rider !== undefined && first !== undefined && (
          <p aria-live="polite">
            {given.length === 1 ? (
              <DropPrice order={first} rider={rider} />
            ) : (
              <span>{t("give.several")}</span>
            )}
          </p>
        )}
        <p className="dispatch-by">{t("price.after")}</p>
        <Field label={t("give.reason")}>
          <Input
            value={reason}
            maxLength={REASON_LENGTH}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.nativeEvent.isComposing) void give();
            }}
          />
        </Field>
      </div>
    </ConfirmDialog>
  );
}
