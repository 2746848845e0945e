import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/stores/look-form.css";
import "@/components/stores/hours/hours-form.css";

export default function HoursLoading() {
  const t = useTranslations("partner.hours");
  return (
    <div className="look-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-64" />
      <Skeleton className="mt-2 h-6 max-w-xl" />
      <div className="hours-form">
        <Skeleton className="h-144" />
        <div className="grid content-start gap-4">
          <Skeleton className="h-48" />
          <Skeleton className="h-20" />
          <Skeleton className="h-14" />
        </div>
      </div>
    </div>
  );
}
