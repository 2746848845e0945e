import * as z from "zod/mini";
import { instantSchema } from "@/lib/text/bounded";

/** A point as a phone reports it. */
export const pointSchema = z.object({
  /** Rises with each point of a shift. */
  seq: z.int().check(z.minimum(0), z.maximum(2_147_483_647)),
  lat: z.number().check(z.minimum(-90), z.maximum(90)),
  lng: z.number().check(z.minimum(-180), z.maximum(180)),
  /** Radius of uncertainty (metres). */
  accuracy: z.number().check(z.minimum(0), z.maximum(100_000)),
  /** Degrees clockwise from north; null while standing. */
  heading: z.nullable(z.number().check(z.minimum(0), z.maximum(360))),
  /** Metres a second. */
  speed: z.nullable(z.number().check(z.minimum(0), z.maximum(1_000))),
  /** By the phone's clock. */
  at: instantSchema,
});
export type Point = z.infer<typeof pointSchema>;

/** The latest position that the server accepted; `at` is by the server's clock. */
export const positionSchema = z.extend(pointSchema, {});
export type Position = Point;

/** As it is kept with the shift. */
export const keptPositionSchema = z.extend(positionSchema, {
  /** What has to be added to the phone's clock (ms): the smallest difference to the server's that was seen. */
  clock_offset_ms: z.int(),
});
export type KeptPosition = z.infer<typeof keptPositionSchema>;
