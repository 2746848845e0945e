"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/overlay/sheet";
import { useRiding } from "@/hooks/riding/riding-context";

interface EndDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onEnd: () => void;
}

export function EndDialog({ open, onOpenChange, onEnd }: EndDialogProps) {
  const t = useTranslations("rider.end");
  const { trip } = useRiding();
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      className="ride-dialog"
      title={t("title")}
      description={t(trip === null ? "body" : "trip")}
      footer={
        trip === null ? (
          <Button variant="go" className="ride-go" onClick={onEnd}>
            {t("press")}
          </Button>
        ) : undefined
      }
    />
  );
}
