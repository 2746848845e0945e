import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/stores/devices/devices.css";

export default function DevicesLoading() {
  const t = useTranslations("partner.devices");
  return (
    <div className="devices-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="mt-2 h-12 max-w-xl" />
      <div className="devices">
        <Skeleton className="h-28" />
        <Skeleton className="h-28" />
      </div>
    </div>
  );
}
