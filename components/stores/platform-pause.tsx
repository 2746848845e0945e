import { useTranslations } from "next-intl";
import { Banner } from "@/components/ui/feedback/banner";

/** Tells the staff of a store that Platewire has paused it, and why. */
export function PlatformPause({ reason }: { reason: string }) {
  const t = useTranslations("reliability.pause");
  return (
    <Banner tone="danger" title={t("title")}>
      {t("body", { reason })}
    </Banner>
  );
}
