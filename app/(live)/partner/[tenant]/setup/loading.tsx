import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/riders/riders.css";

export default function SetupLoading() {
  const t = useTranslations("joining.setup");
  return (
    <div className="fleet-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-64" />
      <Skeleton className="mt-2 h-6 max-w-xl" />
      <div className="fleet">
        <Skeleton className="h-144" />
        <Skeleton className="h-48" />
      </div>
    </div>
  );
}
