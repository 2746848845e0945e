import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";

export function RefundsSkeleton() {
  const t = useTranslations("refunds.store");
  return (
    <div role="status" className="fleet-page">
      <span className="sr-only">{t("loading")}</span>
      <div aria-hidden="true" className="grid gap-5">
        <Skeleton className="h-9 w-40" />
        <Skeleton className="h-48 rounded-xl" />
        <Skeleton className="h-48 rounded-xl" />
      </div>
    </div>
  );
}
