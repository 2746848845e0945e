import { useTranslations } from "next-intl";
import type { DayFigures } from "@/lib/figures/model/schema";
import { BarChart } from "./bar-chart";

const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

interface HoursChartProps {
  figures: DayFigures;
  /** The hour that the store's clock shows now; null on another day. */
  presentHour: number | null;
}

export function HoursChart({ figures, presentHour }: HoursChartProps) {
  const t = useTranslations("figures.hours");
  const table = useTranslations("figures");
  const { by_hour } = figures;
  const most = Math.max(...by_hour);
  const busiest = by_hour.indexOf(most);
  return (
    <div>
      <BarChart
        title={<h2>{t("title")}</h2>}
        summary={t("busiest", { hour: hourText(busiest), orders: most })}
        format={String}
        bars={by_hour.map((orders, hour) => ({
          key: String(hour),
          value: orders,
          label: hour % 3 === 0 ? String(hour).padStart(2, "0") : null,
          hint: t("bar", { hour: hourText(hour), orders }),
          isPresent: hour === presentHour,
        }))}
      />
      <details className="fig-table">
        <summary>{table("table")}</summary>
        <table>
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("hour")}</th>
              <th scope="col">{t("orders")}</th>
            </tr>
          </thead>
          <tbody>
            {by_hour.map((orders, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
              <tr key={hour}>
                <th scope="row">{hourText(hour)}</th>
                <td>{orders}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
