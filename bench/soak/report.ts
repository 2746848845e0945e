import type { Sample } from "./sampler";
import { type Trend, trendOf } from "./trend";
import type { Visits } from "./visitor-protocol";

const MB = 1024 * 1024;

/** `slack` is in the figure's own unit, before division by `unit`. */
const FIGURES = {
  rss_bytes: { name: "resident memory, MB", slack: 12 * MB, unit: MB },
  heap_bytes: { name: "heap after a collection, MB", slack: 3 * MB, unit: MB },
  external_bytes: { name: "memory outside of the heap, MB", slack: 3 * MB, unit: MB },
  descriptors: { name: "file descriptors", slack: 10, unit: 1 },
  sockets: { name: "sockets", slack: 10, unit: 1 },
  timers: { name: "timers", slack: 10, unit: 1 },
  resources: { name: "active resources, all kinds", slack: 15, unit: 1 },
  process_listeners: { name: "listeners of the process", slack: 1, unit: 1 },
  warnings: { name: "warnings of Node (too many listeners, …)", slack: 0, unit: 1 },
  connections: { name: "streams, as the hub counts them", slack: 10, unit: 1 },
} as const satisfies Partial<Record<keyof Sample, { name: string; slack: number; unit: number }>>;

type Figure = keyof typeof FIGURES;
const isFigure = (key: string): key is Figure => key in FIGURES;
const KEYS = Object.keys(FIGURES).filter(isFigure);

export type Trends = Record<string, Trend>;

export function trendsOf(samples: readonly Sample[]): Trends {
  return Object.fromEntries(
    KEYS.map((key) => [
      key,
      trendOf(
        samples.map((sample) => sample[key]),
        FIGURES[key].slack,
      ),
    ]),
  );
}

export interface SoakResult {
  minutes: number;
  clients: number;
  rate: number;
  seed: number;
  samples: readonly Sample[];
  trends: Trends;
  visits: Visits;
  written: number;
  faults: readonly string[];
}

export function isGood({ trends, visits, faults }: SoakResult): boolean {
  return Object.values(trends).every(({ isFlat }) => isFlat) && visits.gaps === 0 && faults.length === 0;
}

const cell = (text: string | number) => String(text).padStart(16);

export function soakTable(result: SoakResult): string {
  const { minutes, clients, rate, trends, visits, written, samples, faults } = result;
  const shown = (value: number, unit: number) => cell((value / unit).toFixed(unit === 1 ? 0 : 1));
  return [
    "",
    `Soak: ${minutes} min, ${clients} clients coming and going, ${rate} changes a second, ${samples.length} samples`,
    "",
    `${"".padEnd(42)}${cell("first third")}${cell("last third")}${cell("")}`,
    ...KEYS.map((key) => {
      const { name, unit } = FIGURES[key];
      const { first, last, isFlat } = trends[key] ?? { first: 0, last: 0, isFlat: false };
      return `${name.padEnd(42)}${shown(first, unit)}${shown(last, unit)}${cell(isFlat ? "flat" : "GROWS")}`;
    }),
    "",
    `${visits.opened} visits, ${visits.resumed} of them resumed, ${visits.refused} refused; ${written} changes, ${visits.received} events received, ${visits.gaps} gaps, ${visits.resets} resets.`,
    ...faults,
    isGood(result) ? "Flat, and nothing missing." : "Not good.",
  ].join("\n");
}

export function soakJson({ samples, trends, ...rest }: SoakResult): object {
  const figures = Object.fromEntries(
    Object.entries(trends).map(([key, { first, last, isFlat }]) => [key, { first, last, flat: isFlat }]),
  );
  return { ...rest, flat: Object.values(trends).every(({ isFlat }) => isFlat), figures, samples };
}
