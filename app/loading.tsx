import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

/** Where a page has no skeleton of its own shape. */
export default function Loading() {
  const t = useTranslations("common");
  return (
    <main id="main" aria-busy="true" className="page-width grid gap-3 py-8">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-2/3 max-w-md" />
      <Skeleton className="h-5 w-1/2 max-w-sm" />
      <Skeleton className="mt-4 h-40" />
      <Skeleton className="h-40" />
    </main>
  );
}
