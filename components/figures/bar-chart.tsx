import type { ReactNode } from "react";
import { Words } from "@/components/ui/words";
import { linesUpTo } from "@/lib/figures/model/scale";

export interface Bar {
  readonly key: string;
  readonly value: number;
  /** Under the bar; left out where there is no room for each. */
  readonly label: string | null;
  /** The text that a pointer on the bar shows. */
  readonly hint: string;
  readonly isPresent?: boolean;
}

interface BarChartProps {
  title: ReactNode;
  summary: string;
  bars: readonly Bar[];
  format: (value: number) => string;
}

/** Px, as in figures.css. Widths are in percent, so that text keeps its size at every width. */
const HEIGHT = 160;
const LABELS = 22;
const TOP = 8;

/** Screen readers read the summary, and the same values in the table beside the chart. */
export function BarChart({ title, summary, bars, format }: BarChartProps) {
  const lines = linesUpTo(Math.max(0, ...bars.map(({ value }) => value)));
  const highest = lines.at(-1) ?? 1;
  const y = (value: number) => TOP + (HEIGHT - TOP) * (1 - value / highest);
  const percent = (place: number) => `${(place / bars.length) * 100}%`;
  return (
    <figure className="fig-chart">
      <figcaption>
        <Words>{title}</Words>
        <p className="fig-chart-summary">{summary}</p>
      </figcaption>
      <div className="fig-plot" aria-hidden="true">
        <div className="fig-axis">
          {lines.map((value) => (
            <span key={value}>{format(value)}</span>
          ))}
        </div>
        <svg className="fig-bars" height={HEIGHT + LABELS} width="100%" aria-hidden="true" focusable="false">
          {lines.map((value) => (
            <line key={value} className="fig-line" x1="0" x2="100%" y1={y(value)} y2={y(value)} />
          ))}
          {bars.map(({ key, value, label, hint, isPresent }, index) => (
            <g key={key} data-present={isPresent || undefined}>
              <rect className="fig-reach" x={percent(index)} width={percent(1)} y="0" height={HEIGHT}>
                <title>{hint}</title>
              </rect>
              <rect
                className="fig-bar"
                x={percent(index + 0.16)}
                width={percent(0.68)}
                y={y(value)}
                height={HEIGHT - y(value)}
              />
              {label !== null && (
                <text
                  className="fig-label"
                  x={index === bars.length - 1 ? "100%" : percent(index + 0.5)}
                  y={HEIGHT + LABELS - 5}
                  textAnchor={index === bars.length - 1 ? "end" : "middle"}
                >
                  {label}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}
