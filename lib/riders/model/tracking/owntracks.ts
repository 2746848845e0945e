import * as z from "zod/mini";
import { batteryOf, type Tracked, toPoint } from "./tracked";

/** https://owntracks.org/booklet/tech/json/#_typelocation */
const number = z.catch(z.optional(z.number()), undefined);
const locationSchema = z.object({
  _type: z.literal("location"),
  lat: z.number(),
  lon: z.number(),
  /** Seconds since 1970. */
  tst: z.number(),
  /** Metres. */
  acc: number,
  /** Kilometres an hour. */
  vel: number,
  /** Degrees. */
  cog: number,
  /** Percent. */
  batt: number,
});

const KM_H = 1 / 3.6;

/**
 * Reads what OwnTracks posts over HTTP. It also sends other messages, such as of its settings, which have no points: they are
 * answered, or it would send them again for ever.
 */
export function readOwnTracks(body: unknown): Tracked {
  const { data } = z.safeParse(locationSchema, body);
  if (data === undefined) return { points: [], battery: undefined };
  const { lat, lon, tst, acc, vel, cog, batt } = data;
  const speed = vel === undefined ? undefined : vel * KM_H;
  const point = toPoint({ lat, lng: lon, time: tst, accuracy: acc, speed, heading: cog });
  return { points: point === null ? [] : [point], battery: batteryOf(batt) };
}
