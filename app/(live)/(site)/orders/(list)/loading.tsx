import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export default function OrdersLoading() {
  const t = useTranslations("orders");
  return (
    <div aria-busy="true" className="grid gap-5">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-6 w-32" />
      <div className="grid gap-5 md:grid-cols-2">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="hidden h-72 rounded-lg md:block" />
      </div>
      <Skeleton className="mt-3 h-56 rounded-xl" />
    </div>
  );
}
