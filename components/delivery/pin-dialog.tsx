"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { later } from "@/components/ui/later";
import { Dialog } from "@/components/ui/overlay/dialog";
import type { Place } from "@/lib/geo/model/place";

/** The map is large, and most customers never open it. */
const PinChoice = lazy(later(async () => (await import("./pin-choice")).PinChoice));

export interface PinDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description: string;
  /** The first place of the pin; null: the store. */
  place: Place | null;
  /** The store, which is marked on the map; null: nobody has said where it is. */
  store: Place | null;
  onPin: (pin: Place) => void;
}

export function PinDialog({ open, onOpenChange, title, description, ...choice }: PinDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description} wide>
      {open && <Pin {...choice} onClose={() => onOpenChange(false)} />}
    </Dialog>
  );
}

type PinProps = Pick<PinDialogProps, "place" | "store" | "onPin"> & { onClose: () => void };

/** Begins anew each time that the dialog is opened. */
function Pin({ place, store, onPin, onClose }: PinProps) {
  const t = useTranslations("delivery.pin");
  const [pin, setPin] = useState<Place | null>(null);
  return (
    <div className="grid gap-4">
      <Suspense fallback={<Skeleton className="h-80 rounded-xl" />}>
        <PinChoice place={pin ?? place} store={store} onMove={setPin} />
      </Suspense>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          variant="go"
          aria-disabled={(pin ?? place) === null || undefined}
          onClick={() => {
            const chosen = pin ?? place;
            if (chosen === null) return;
            onPin(chosen);
            onClose();
          }}
        >
          {t("use")}
        </Button>
      </div>
    </div>
  );
}
