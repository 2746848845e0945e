import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export function CheckoutSkeleton() {
  const t = useTranslations("shop.checkout");
  return (
    <div aria-busy="true" className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <VisuallyHidden>{t("asking")}</VisuallyHidden>
      <div className="grid gap-4">
        <Skeleton className="h-80 rounded-xl" />
        <Skeleton className="h-48 rounded-xl" />
        <Skeleton className="h-40 rounded-xl" />
      </div>
      <div className="grid gap-4">
        <Skeleton className="h-64 rounded-lg" />
        <Skeleton className="h-12 rounded-lg" />
      </div>
    </div>
  );
}
