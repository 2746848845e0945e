import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/history/history.css";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

export default function HistoryLoading() {
  const t = useTranslations("partner.history");
  return (
    <div className="history" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="mb-4 h-8 w-48" />
      <Skeleton className="mb-5 h-16" />
      <div className="grid gap-1">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-11" />
        ))}
      </div>
    </div>
  );
}
