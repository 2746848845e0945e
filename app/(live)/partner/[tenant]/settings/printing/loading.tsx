import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/printing/printing.css";

export default function PrintersLoading() {
  const t = useTranslations("printing.settings");
  return (
    <div className="printers-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-40" />
      <Skeleton className="mt-2 h-12 max-w-xl" />
      <div className="printers">
        <Skeleton className="h-40" />
        <Skeleton className="h-11 w-40" />
      </div>
    </div>
  );
}
