import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

export default function OrderLoading() {
  const t = useTranslations("orders");
  return (
    <div aria-busy="true" className="grid gap-4">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <div className="grid gap-2 px-1">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-10 w-4/5 max-w-2xl" />
        <Skeleton className="h-7 w-52" />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <Skeleton className="h-80 rounded-xl" />
        <Skeleton className="h-64 rounded-xl" />
      </div>
    </div>
  );
}
