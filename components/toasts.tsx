"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { beginToasts } from "@/hooks/browser/show-toast";

export function Toasts() {
  const t = useTranslations("shell");
  useEffect(() => beginToasts(toast), []);
  return (
    <Toaster
      position="bottom-right"
      closeButton
      duration={6_000}
      containerAriaLabel={t("notifications")}
      toastOptions={{ closeButtonAriaLabel: t("dismiss") }}
    />
  );
}
