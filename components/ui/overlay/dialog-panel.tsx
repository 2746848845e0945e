"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import { Words } from "@/components/ui/words";
import type { DialogProps } from "./dialog-props";
import { firstFocus } from "./first-focus";
import { standIn } from "./stand-in";

/** Loaded separately from the page (see Dialog), because of the size of the focus trap. */
export function DialogPanel({
  open,
  onOpenChange,
  top,
  title,
  description,
  footer,
  placement = "center",
  wide = false,
  alert = false,
  className,
  children,
}: DialogProps) {
  const t = useTranslations("common");
  const popup = useRef<HTMLDivElement>(null);
  const opener = useRef<Element>(null);
  const Root = alert ? AlertDialog.Root : Dialog.Root;
  return (
    <Root open={open} onOpenChange={(next: boolean) => onOpenChange(next)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup
          ref={popup}
          initialFocus={() => {
            opener.current = document.activeElement;
            return firstFocus(popup.current);
          }}
          finalFocus={() => standIn(opener.current) ?? true}
          data-slot="dialog"
          className={cn("dialog-popup", `dialog-${placement}`, wide && "dialog-wide", className)}
        >
          <Words>{top}</Words>
          <div className="dialog-header" data-alert={alert || undefined}>
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            {description !== undefined && (
              <Dialog.Description className="dialog-description">{description}</Dialog.Description>
            )}
          </div>
          {children !== undefined && <div className="dialog-body">{children}</div>}
          {footer !== undefined && <div className="dialog-footer">{footer}</div>}
          {/* Last, so that the focus begins with what the dialog is about. */}
          {!alert && (
            <Dialog.Close
              className={cn(buttonVariants({ variant: "ghost", size: "sm" }), "button-icon dialog-close")}
              aria-label={t("close")}
            >
              <X aria-hidden="true" />
            </Dialog.Close>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Root>
  );
}
