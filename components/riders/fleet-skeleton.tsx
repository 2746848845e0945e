import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "./riders.css";

export function FleetSkeleton() {
  const t = useTranslations("riders.fleet");
  return (
    <div className="fleet-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="mt-2 h-12 max-w-xl" />
      <div className="fleet">
        <Skeleton className="h-48" />
        <Skeleton className="h-48" />
      </div>
    </div>
  );
}
