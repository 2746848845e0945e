import { useTranslations } from "next-intl";
import { DAYS_SHOWN, type DayBar } from "@/lib/status/model/days";
import { formatDate } from "@/lib/text/format";

type Look = "healthy" | "degraded" | "down" | "unknown";

const WIDTH = 10;
const GAP = 2;
const HEIGHT = 56;
/** A fault is also seen by the height of its bar. */
const TOP: Record<Look, number> = { healthy: 0, degraded: 18, down: 34, unknown: 46 };

/** The marks stand above the shorter bars: a stroke for a slow day, a cross for an outage. */
function Mark({ look, x }: { look: Look; x: number }) {
  if (look === "degraded") return <path className="status-day-mark" d={`M${x + 1} 9h6`} />;
  if (look === "down") return <path className="status-day-mark" d={`M${x + 1} 14l6 6m0-6l-6 6`} />;
  return null;
}

function Bar({ look, x }: { look: Look; x: number }) {
  return (
    <>
      <rect
        className={`status-day-${look}`}
        x={x}
        y={TOP[look]}
        width={WIDTH - GAP}
        height={HEIGHT - TOP[look]}
        rx={1}
      />
      <Mark look={look} x={x} />
    </>
  );
}

const LOOKS: readonly Look[] = ["healthy", "degraded", "down", "unknown"];

/** The last 90 days as bars, which differ in height and mark as well as in colour, and the days with a fault as a table. */
export function DayBars({ days }: { days: readonly DayBar[] }) {
  const t = useTranslations("health.page.days");
  const looks = days.map(({ status }): Look => status ?? "unknown");
  const count = (look: Look) => looks.filter((one) => one === look).length;
  const faults = days.filter(({ degraded, down }) => degraded + down > 0).reverse();
  const chart = t("chart", {
    ...{
      healthy: count("healthy"),
      degraded: count("degraded"),
      down: count("down"),
      unknown: count("unknown"),
    },
  });
  return (
    <div className="grid gap-3">
      <svg
        className="status-days"
        viewBox={`0 0 ${DAYS_SHOWN * WIDTH - GAP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={chart}
      >
        {looks.map((look, index) => (
          <Bar key={days[index]?.day} look={look} x={index * WIDTH} />
        ))}
      </svg>
      <p className="flex justify-between text-sm text-soft">
        <span>{t("first")}</span>
        <span>{t("last")}</span>
      </p>
      <ul className="status-legend">
        {LOOKS.map((look) => (
          <li key={look}>
            <svg viewBox={`0 0 ${WIDTH - GAP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
              <Bar look={look} x={0} />
            </svg>
            <span>{t(`legend.${look}`)}</span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t("all")}</summary>
        {faults.length === 0 ? (
          <p className="mt-2 text-soft">{t("none")}</p>
        ) : (
          <table className="status-table mt-2">
            <thead>
              <tr>
                <th scope="col">{t("day")}</th>
                <th scope="col">{t("minutes_degraded")}</th>
                <th scope="col">{t("minutes_down")}</th>
              </tr>
            </thead>
            <tbody>
              {faults.map(({ day, degraded, down }) => (
                <tr key={day}>
                  <th scope="row">
                    <time dateTime={day}>{formatDate(`${day}T12:00:00Z`, "UTC")}</time>
                  </th>
                  <td>{degraded}</td>
                  <td>{down}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </details>
    </div>
  );
}
