"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "@/components/ui/form/field";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Select } from "@/components/ui/form/select";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { useDispatchScreen } from "@/hooks/dispatch/dispatch-context";
import { DISPATCH_MODES, type DispatchMode } from "@/lib/stores/model/delivery-settings";

/** Says what another mode changes before it is set, for one of the stores that the person may change. */
export function ModeDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("dispatch.screen.mode");
  const { stores, dispatcher } = useDispatchScreen();
  const changeable = stores.filter(({ may_change }) => may_change);
  const [storeId, setStoreId] = useState(changeable[0]?.id ?? "");
  const [chosen, setChosen] = useState<DispatchMode | null>(null);
  const store = changeable.find(({ id }) => id === storeId);
  const present = store?.delivery.dispatch_mode ?? "automatic";
  const mode = chosen ?? present;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      confirmLabel={t("confirm")}
      pending={dispatcher.isBusy}
      onConfirm={() => {
        if (store === undefined || mode === present) onClose();
        else void dispatcher.setMode(store, mode).then(onClose);
      }}
    >
      {store === undefined ? (
        <p>{t("none")}</p>
      ) : (
        <div className="dispatch-form">
          {changeable.length > 1 && (
            <Field label={t("store")}>
              <Select
                value={storeId}
                onChange={(event) => {
                  setStoreId(event.target.value);
                  setChosen(null);
                }}
              >
                {changeable.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          <RadioCards
            legend={store.name}
            name="dispatch-mode"
            value={mode}
            onValueChange={setChosen}
            options={DISPATCH_MODES.map((value) => ({
              value,
              label: t(`name.${value}`),
              description: t(`changes.${value}`),
            }))}
          />
          <p className="dispatch-by" aria-live="polite">
            {t(mode === present ? "same" : "when", { store: store.name })}
          </p>
        </div>
      )}
    </ConfirmDialog>
  );
}
