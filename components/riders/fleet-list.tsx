"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { FleetRider } from "@/lib/riders/model/fleet";

interface FleetListProps {
  riders: readonly FleetRider[];
  onRemoved: (id: string) => void;
}

export function FleetList({ riders, onRemoved }: FleetListProps) {
  const t = useTranslations("riders");
  const stateText = useStateText();
  const removeRider = useCommand("remove_rider");
  const [asked, setAsked] = useState<FleetRider | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();

  const remove = () =>
    startTransition(async () => {
      if (asked === null) return;
      const result = await removeRider({ rider_id: asked.id }, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) {
        showToast((toast) => toast.error(result?.message ?? stateText("no_answer.fleet")));
        return;
      }
      setOpen(false);
      onRemoved(asked.id);
      showToast((toast) => toast(t("fleet.removed", { name: asked.name })));
    });

  if (riders.length === 0) return <p className="text-soft">{t("fleet.none")}</p>;
  return (
    <>
      <ul className="fleet-list">
        {riders.map((rider) => (
          <li key={rider.id}>
            <div>
              <h3 className="text-lg">{rider.name}</h3>
              <p className="text-soft">{rider.email}</p>
              <p>{`${t(`vehicle.${rider.vehicle}`)} · ${t(rider.is_on_shift ? "fleet.on" : "fleet.off")}`}</p>
            </div>
            <Button
              aria-label={t("fleet.remove_named", { name: rider.name })}
              onClick={() => {
                setAsked(rider);
                setOpen(true);
              }}
            >
              {t("fleet.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        danger
        open={isOpen}
        onOpenChange={setOpen}
        title={t("fleet.remove_title", { name: asked?.name ?? "" })}
        description={t("fleet.remove_lead")}
        confirmLabel={t("fleet.remove_confirm")}
        cancelLabel={t("fleet.remove_keep")}
        onConfirm={remove}
        pending={isPending}
      />
    </>
  );
}
