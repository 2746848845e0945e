import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export default function JobsLoading() {
  const t = useTranslations("admin.jobs");
  return (
    <div aria-busy="true" className="grid gap-6">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-60" />
      <Skeleton className="h-64 w-full" />
      <Skeleton className="h-32 w-full" />
    </div>
  );
}
