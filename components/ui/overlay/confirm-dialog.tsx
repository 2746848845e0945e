"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "./dialog";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  confirmLabel: ReactNode;
  cancelLabel?: ReactNode;
  /** The caller closes the dialog, so that a failed confirmation stays open. */
  onConfirm: () => void;
  pending?: boolean;
  danger?: boolean;
}

export function ConfirmDialog({
  confirmLabel,
  cancelLabel,
  onConfirm,
  pending = false,
  danger = false,
  ...dialog
}: ConfirmDialogProps) {
  const t = useTranslations("common");
  return (
    <Dialog
      alert
      {...dialog}
      footer={
        <>
          <Button onClick={() => dialog.onOpenChange(false)}>{cancelLabel ?? t("cancel")}</Button>
          <Button variant={danger ? "danger" : "go"} pending={pending} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    />
  );
}
