import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/stores/look-form.css";

const TILES = ["a", "b", "c", "d", "e", "f", "g", "h"];

export default function LookLoading() {
  const t = useTranslations("partner.look");
  return (
    <div className="look-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-9 w-64" />
      <Skeleton className="mt-2 h-6 max-w-xl" />
      <div className="look-form">
        <div className="look-choices">
          {TILES.map((tile) => (
            <Skeleton key={tile} className="h-28" />
          ))}
        </div>
        <div className="look-side">
          <Skeleton className="h-52" />
          <Skeleton className="h-12" />
        </div>
      </div>
    </div>
  );
}
