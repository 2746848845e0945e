import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/stores/look-form.css";
import "@/components/stores/delivery/delivery.css";

export default function DeliveryLoading() {
  const t = useTranslations("delivery.settings");
  return (
    <div className="look-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-64" />
      <Skeleton className="mt-2 h-6 max-w-xl" />
      <Skeleton className="mt-5 h-144" />
      <div className="zones-form">
        <Skeleton className="h-96" />
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
