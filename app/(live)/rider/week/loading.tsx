import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/riders/riders.css";

export default function WeekLoading() {
  const t = useTranslations("riders.week");
  return (
    <div className="week-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-60" />
      <Skeleton className="h-16" />
      <Skeleton className="h-72" />
    </div>
  );
}
