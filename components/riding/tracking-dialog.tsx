"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/form/input";
import { Sheet } from "@/components/ui/overlay/sheet";
import { useRiding } from "@/hooks/riding/riding-context";
import { trackingAddresses } from "@/lib/riders/client/tracking-addresses";

interface TrackingDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The token is told once. Another one replaces it, also on a phone that was set up before. */
export function TrackingDialog({ open, onOpenChange }: TrackingDialogProps) {
  const t = useTranslations("rider.tracking");
  const { home, presses } = useRiding();
  const token = presses.trackingToken;
  const vehicle = home.shift?.vehicle ?? home.rider.vehicle;
  const isAsking = presses.presses.some(({ action }) => action.name === "set_shift");
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      className="ride-dialog"
      title={t("title")}
      description={t("body")}
      footer={
        token === null ? (
          <Button
            variant="go"
            className="ride-go"
            pending={isAsking}
            onClick={() => presses.press({ name: "set_shift", on: true, vehicle, new_token: true }, 0)}
          >
            {t("new")}
          </Button>
        ) : undefined
      }
    >
      {token === null ? (
        <p>{t("unknown")}</p>
      ) : (
        <>
          {trackingAddresses(window.location.origin, token).map(({ label, text }) => (
            <Copied key={label} label={t(label)} text={text} />
          ))}
          <p className="ride-fine">{t("secret")}</p>
        </>
      )}
    </Sheet>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  const t = useTranslations("rider.tracking");
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="ride-copied">
      <div>
        <label htmlFor={id}>{label}</label>
        <Input id={id} readOnly value={text} onFocus={({ currentTarget }) => currentTarget.select()} />
      </div>
      <Button
        className="ride-second"
        onClick={() =>
          // Pages without HTTPS have no clipboard: the field can be copied by hand.
          void navigator.clipboard?.writeText(text).then(
            () => setCopied(true),
            () => undefined,
          )
        }
      >
        <span aria-live="polite">{t(isCopied ? "copied" : "copy")}</span>
      </Button>
    </div>
  );
}
