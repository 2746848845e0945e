"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { beginToasts } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { onPageNews } from "@/lib/http/page/news";

export function Toasts() {
  const t = useTranslations("shell");
  useEffect(() => beginToasts(toast), []);
  usePageNews();
  return (
    <Toaster
      position="bottom-right"
      // Without it, sonner has the styles of the whole page computed each time a toast comes.
      dir="ltr"
      closeButton
      duration={6_000}
      containerAriaLabel={t("notifications")}
      toastOptions={{ closeButtonAriaLabel: t("dismiss") }}
    />
  );
}

const STATES = {
  new_version: "new_version.page",
  stale_page: "new_version.press",
  other_user: "signed_out.other_user",
} as const;

/** Never reloads by itself: that would end the sound of a board's alarm until the next press. */
function usePageNews() {
  const t = useTranslations("common.page");
  const stateText = useStateText();
  useEffect(() => {
    let hasShownVersion = false;
    return onPageNews((news) => {
      // Each page says itself what that means for what was pressed.
      if (news === "unauthenticated") return;
      if (news === "new_version" && hasShownVersion) return;
      hasShownVersion ||= news === "new_version";
      toast.warning(t(news), {
        // The same news is one toast, also when it was closed and comes again.
        id: `page.${news}`,
        description: stateText(STATES[news]),
        duration: Number.POSITIVE_INFINITY,
        action: { label: t("reload"), onClick: () => location.reload() },
      });
    });
  }, [t, stateText]);
}
