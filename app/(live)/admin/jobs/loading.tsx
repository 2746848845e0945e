import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/platform/platform.css";

export default function JobsLoading() {
  const t = useTranslations("admin.jobs");
  return (
    <div aria-busy="true" className="grid grid-cols-1 gap-5">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-60" />
      <div className="jobs-page">
        <div className="jobs-column">
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-64 w-full" />
        </div>
        <div className="jobs-column">
          <Skeleton className="h-80 w-full" />
          <Skeleton className="h-96 w-full" />
        </div>
      </div>
    </div>
  );
}
