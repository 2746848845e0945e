import "server-only";
import { createTranslator } from "next-intl";
import { createElement } from "react";
import type { DayFigures } from "@/lib/figures/model/schema";
import type { Store } from "@/lib/figures/server/store";
import { formatDate, formatDuration, formatMoney, formatTime } from "@/lib/text/format";
import figures from "@/messages/en/figures.json";
import { type Line, ReportMail } from "./report-mail";

const words = createTranslator({ locale: "en", messages: { figures }, namespace: "figures" });

/** The day's noon: the start of a day is another day elsewhere. */
const dateText = (date: string) => formatDate(`${date}T12:00:00Z`, "UTC");

export interface RenderedReport {
  readonly subject: string;
  readonly body: string;
  readonly link: string;
  readonly text: string;
  readonly html: string;
}

const oneLine = (given: string) => given.replaceAll(/\s+/g, " ").trim();
const duration = (seconds: number | null) => (seconds === null ? "–" : formatDuration(seconds));

function summaryOf(day: DayFigures): Line[] {
  return [
    { label: words("figure.orders"), value: String(day.orders) },
    { label: words("figure.revenue"), value: formatMoney(day.revenue, day.currency) },
    { label: words("figure.median_accept"), value: duration(day.median_accept_seconds) },
    { label: words("figure.p90_accept"), value: duration(day.p90_accept_seconds) },
    { label: words("figure.late"), value: String(day.late) },
    { label: words("figure.cancelled"), value: String(day.cancelled) },
    { label: words("figure.own_fault"), value: String(day.own_fault) },
  ];
}

const hourText = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** Renders the figures of a day as a mail with an HTML and a text part. `origin` is ours. */
export async function renderReport(store: Store, day: DayFigures, origin: string): Promise<RenderedReport> {
  // Loads `react-dom/server`, which no page needs.
  const { render, toPlainText } = await import("@react-email/render");
  const title = words("report.subject", { store: store.name, date: dateText(day.date) });
  const link = new URL(`/partner/${store.slug}/figures?${new URLSearchParams({ date: day.date })}`, origin)
    .href;
  const summary = summaryOf(day);
  const html = await render(
    createElement(ReportMail, {
      title,
      as_of: words("report.as_of", { time: formatTime(day.as_of, day.time_zone) }),
      tables: [
        { heading: words("report.summary"), lines: summary },
        {
          heading: words("hours.title"),
          lines: day.by_hour.flatMap((orders, hour) =>
            orders === 0 ? [] : [{ label: hourText(hour), value: words("count", { orders }) }],
          ),
        },
        {
          heading: words("dishes.title"),
          lines: day.top_items.map(({ rank, name, quantity, revenue }) => ({
            label: `${rank}. ${name}`,
            value: words("dishes.value", { quantity, revenue: formatMoney(revenue, day.currency) }),
          })),
        },
      ].filter(({ lines }) => lines.length > 0),
      open: { label: words("report.open"), href: link },
      why: words("report.why"),
    }),
  );
  return {
    subject: oneLine(title),
    body: summary.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    link,
    text: toPlainText(html, {
      // By default, headings are in capitals, and cells of tables follow one another without a space.
      selectors: [
        { selector: "h1", options: { uppercase: false } },
        { selector: "h2", options: { uppercase: false } },
        { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
      ],
    }),
    html,
  };
}
