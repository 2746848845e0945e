"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/feedback/banner";
import { useRealtime } from "@/hooks/realtime/use-realtime";

export function StreamBanner({ className }: { className?: string }) {
  const t = useTranslations("realtime");
  const path = usePathname();
  const { state } = useRealtime();
  if (state === "refused")
    return (
      <Banner tone="danger" role="alert" className={className} title={t("refused_title")}>
        {t("refused_body")}
      </Banner>
    );
  if (state !== "signed_out") return null;
  return (
    <Banner
      tone="danger"
      role="alert"
      className={className}
      title={t("signed_out_title")}
      actions={
        // A plain link, so that the next person gets a full page load.
        <a href={`/signin?${new URLSearchParams({ callbackUrl: path })}`} className="button button-go">
          {t("sign_in")}
        </a>
      }
    >
      {t("signed_out_body")}
    </Banner>
  );
}
