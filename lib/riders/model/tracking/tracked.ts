import type { ReportedPoint } from "@/lib/riders/model/filter-points";

/** What a tracking application reports. It does not number its points. */
export interface Tracked {
  readonly points: readonly ReportedPoint[];
  /** Percent. */
  readonly battery: number | undefined;
}

/** Metres; for applications that do not say how accurate a point is. */
const USUAL_ACCURACY = 20;
/** 2000 to 2100, in seconds. */
const [EARLIEST, LATEST] = [946_684_800, 4_102_444_800];

interface Measured {
  readonly lat: number;
  readonly lng: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly accuracy?: number | undefined;
  /** Metres a second. */
  readonly speed?: number | undefined;
  readonly heading?: number | undefined;
}

const within = (value: number | undefined, most: number) =>
  value !== undefined && value >= 0 && value <= most ? value : null;

/** Null where it is no point on Earth in our time. What is unknown or nonsense beside that is left out. */
export function toPoint({ lat, lng, time, accuracy, speed, heading }: Measured): ReportedPoint | null {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180 && time >= EARLIEST && time <= LATEST)) return null;
  return {
    seq: null,
    lat,
    lng,
    accuracy: within(accuracy, 100_000) ?? USUAL_ACCURACY,
    heading: within(heading, 360),
    speed: within(speed, 1_000),
    at: new Date(Math.round(time * 1_000)).toISOString(),
  };
}

/** Percent; undefined where it is unknown. */
export const batteryOf = (value: number | undefined) => within(value, 100) ?? undefined;
