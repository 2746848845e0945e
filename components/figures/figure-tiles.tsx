import { useTranslations } from "next-intl";
import type { DayFigures } from "@/lib/figures/model/schema";
import { formatDuration, formatMoney } from "@/lib/text/format";

interface TileProps {
  label: string;
  value: string;
  hint?: string;
  isLate?: boolean;
}

function Tile({ label, value, hint, isLate = false }: TileProps) {
  return (
    <div className="fig-tile" data-late={isLate || undefined}>
      <dt>{label}</dt>
      <dd>
        {isLate && <span aria-hidden="true">▲</span>}
        <span>{value}</span>
      </dd>
      {hint !== undefined && <dd className="fig-tile-hint">{hint}</dd>}
    </div>
  );
}

export function FigureTiles({ figures }: { figures: DayFigures }) {
  const t = useTranslations("figures.figure");
  const seconds = (value: number | null) =>
    value === null ? { value: "–", hint: t("none_accepted") } : { value: formatDuration(value) };
  return (
    <dl className="fig-tiles" aria-label={t("label")}>
      <Tile label={t("orders")} value={String(figures.orders)} />
      <Tile
        label={t("revenue")}
        value={formatMoney(figures.revenue, figures.currency)}
        hint={t("revenue_hint")}
      />
      <Tile label={t("median_accept")} {...seconds(figures.median_accept_seconds)} />
      <Tile label={t("p90_accept")} {...seconds(figures.p90_accept_seconds)} />
      <Tile label={t("late")} value={String(figures.late)} hint={t("late_hint")} isLate={figures.late > 0} />
      <Tile label={t("cancelled")} value={String(figures.cancelled)} />
      <Tile label={t("own_fault")} value={String(figures.own_fault)} hint={t("own_fault_hint")} />
    </dl>
  );
}
