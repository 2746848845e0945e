import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import "@/components/figures/figures.css";

const TILES = ["a", "b", "c", "d", "e", "f", "g"];

export default function FiguresLoading() {
  const t = useTranslations("figures");
  return (
    <div className="fig-page" aria-busy="true">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="mb-4 h-8 w-48" />
      <div className="fig-tiles">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="h-24" />
        ))}
      </div>
      <div className="fig-pair">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="h-72" />
    </div>
  );
}
