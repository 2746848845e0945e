import * as z from "zod/mini";
import { batteryOf, type Tracked, toPoint } from "./tracked";

/** The protocol of Traccar Client before version 9, of OsmAnd and others: https://www.traccar.org/osmand/ */

const KNOT = 0.514_444;
const TEXT_LENGTH = 100;

function numberOf(fields: URLSearchParams, name: string): number | undefined {
  const text = fields.get(name);
  if (text === null || text.length > TEXT_LENGTH || !/^-?\d+(\.\d*)?(e-?\d+)?$/i.test(text)) return undefined;
  return Number(text);
}

/** Seconds since 1970, from seconds, milliseconds or ISO 8601. */
function timeOf(text: string | null): number {
  if (text === null || text.length > TEXT_LENGTH) return Number.NaN;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const number = Number(text);
    return number > 1e11 ? number / 1_000 : number;
  }
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) / 1_000 : Number.NaN;
}

export interface OsmAnd extends Tracked {
  /** The shift's token. */
  readonly id: string;
}

const idOf = (text: string | null) => (text ?? "").slice(0, TEXT_LENGTH);

/** Reads parameters of the address or of a form: `id`, `lat`, `lon`, `timestamp`, `speed` (knots), `bearing`, `accuracy`, `batt`. */
export function readOsmAnd(fields: URLSearchParams): OsmAnd {
  const knots = numberOf(fields, "speed");
  const point = toPoint({
    lat: numberOf(fields, "lat") ?? Number.NaN,
    lng: numberOf(fields, "lon") ?? Number.NaN,
    time: timeOf(fields.get("timestamp")),
    accuracy: numberOf(fields, "accuracy"),
    speed: knots === undefined ? undefined : knots * KNOT,
    heading: numberOf(fields, "bearing"),
  });
  return {
    id: idOf(fields.get("id") ?? fields.get("deviceid")),
    points: point === null ? [] : [point],
    battery: batteryOf(numberOf(fields, "batt")),
  };
}

const number = z.catch(z.optional(z.number()), undefined);
const reportSchema = z.object({
  device_id: z.string().check(z.maxLength(TEXT_LENGTH)),
  location: z.object({
    timestamp: z.union([z.number(), z.string().check(z.maxLength(TEXT_LENGTH))]),
    /** In metres, metres a second and degrees. */
    coords: z.object({
      latitude: z.number(),
      longitude: z.number(),
      accuracy: number,
      speed: number,
      heading: number,
    }),
    /** 0 to 1. */
    battery: z.catch(z.optional(z.object({ level: number })), undefined),
  }),
});

/** Reads what Traccar Client posts as JSON since version 9. */
export function readTraccar(body: unknown): OsmAnd {
  const { data } = z.safeParse(reportSchema, body);
  if (data === undefined) return { id: "", points: [], battery: undefined };
  const { coords, timestamp, battery } = data.location;
  const point = toPoint({
    lat: coords.latitude,
    lng: coords.longitude,
    time: timeOf(String(timestamp)),
    accuracy: coords.accuracy,
    speed: coords.speed,
    heading: coords.heading,
  });
  const level = battery?.level;
  return {
    id: data.device_id,
    points: point === null ? [] : [point],
    battery: batteryOf(level === undefined ? undefined : level * 100),
  };
}
