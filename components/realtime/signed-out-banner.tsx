"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/feedback/banner";
import { useRealtime } from "@/hooks/realtime/use-realtime";

/** The one end of the line that it does not come back from by itself: somebody has to sign in. */
export function SignedOutBanner({ className }: { className?: string }) {
  const t = useTranslations("realtime");
  const path = usePathname();
  const { state } = useRealtime();
  if (state !== "signed_out") return null;
  return (
    <Banner
      tone="danger"
      role="alert"
      className={className}
      title={t("signed_out_title")}
      actions={
        // A plain link: the next person's page is loaded anew.
        <a href={`/signin?${new URLSearchParams({ callbackUrl: path })}`} className="button button-go">
          {t("sign_in")}
        </a>
      }
    >
      {t("signed_out_body")}
    </Banner>
  );
}
