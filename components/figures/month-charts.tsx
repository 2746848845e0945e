import { useTranslations } from "next-intl";
import type { ChartDay } from "@/lib/figures/model/schema";
import { formatDuration, formatMoney } from "@/lib/text/format";
import { BarChart } from "./bar-chart";
import { dateText, shortDateText } from "./date-text";

interface MonthChartsProps {
  days: readonly ChartDay[];
  currency: string;
  isToday: boolean;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export function MonthCharts({ days, currency, isToday }: MonthChartsProps) {
  const t = useTranslations("figures.month");
  const table = useTranslations("figures");
  const money = (minor: number) => formatMoney(minor, currency);
  const title = isToday ? t("title_today") : t("title", { date: dateText(days.at(-1)?.date ?? "") });
  const barsOf = (pick: (day: ChartDay) => number, format: (value: number) => string) =>
    days.map((day, index) => ({
      key: day.date,
      value: pick(day),
      label: (days.length - 1 - index) % 7 === 0 ? shortDateText(day.date) : null,
      hint: t("bar", { date: dateText(day.date), value: format(pick(day)) }),
      isPresent: index === days.length - 1,
    }));
  return (
    <section className="fig-month" aria-labelledby="fig-month">
      <h2 id="fig-month">{title}</h2>
      <div className="fig-pair">
        <BarChart
          title={<h3>{t("orders")}</h3>}
          summary={t("sum_orders", { orders: sum(days.map(({ orders }) => orders)) })}
          format={String}
          bars={barsOf(({ orders }) => orders, String)}
        />
        <BarChart
          title={<h3>{t("revenue")}</h3>}
          summary={t("sum_revenue", { revenue: money(sum(days.map(({ revenue }) => revenue))) })}
          format={money}
          bars={barsOf(({ revenue }) => revenue, money)}
        />
      </div>
      <details className="fig-table">
        <summary>{table("table")}</summary>
        <div className="fig-table-wide">
          <table>
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t("date")}</th>
                <th scope="col">{table("figure.orders")}</th>
                <th scope="col">{table("figure.revenue")}</th>
                <th scope="col">{t("accept")}</th>
                <th scope="col">{t("late")}</th>
                <th scope="col">{t("cancelled")}</th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map((day) => (
                <tr key={day.date}>
                  <th scope="row">{dateText(day.date)}</th>
                  <td>{day.orders}</td>
                  <td>{money(day.revenue)}</td>
                  <td>
                    {day.median_accept_seconds === null ? "–" : formatDuration(day.median_accept_seconds)}
                  </td>
                  <td>{day.late}</td>
                  <td>{day.cancelled}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
