import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** For the pages of the administration that are a search and a list. */
export function AdminSkeleton() {
  const t = useTranslations("admin");
  return (
    <div aria-busy="true" className="grid grid-cols-1 gap-5">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-60" />
      <Skeleton className="h-16 w-full" />
      <div className="grid gap-1">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-12" />
        ))}
      </div>
    </div>
  );
}
