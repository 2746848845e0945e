import * as z from "zod/mini";
import { shortTextSchema } from "@/lib/text/bounded";

/** A town as GeoJSON (RFC 7946): longitude first. */

const pointSchema = z.tuple([z.number(), z.number()]);
const lineSchema = z.array(pointSchema).check(z.maxLength(1_000));
const linesSchema = z.array(lineSchema).check(z.maxLength(2_000));

const feature = <Kind extends string, Type extends string, Shape extends z.ZodMiniType>(
  kinds: readonly [Kind, ...Kind[]],
  type: Type,
  coordinates: Shape,
) =>
  z.object({
    type: z.literal("Feature"),
    properties: z.object({ kind: z.enum(kinds), name: z.optional(shortTextSchema) }),
    geometry: z.object({ type: z.literal(type), coordinates }),
  });

const roadSchema = z.object({
  type: z.literal("Feature"),
  properties: z.object({
    kind: z.literal("road"),
    name: shortTextSchema,
    class: z.enum(["main", "street", "lane"]),
  }),
  /** Streets meet where they have a point in common. The first point has the lowest house number. */
  geometry: z.object({ type: z.literal("MultiLineString"), coordinates: linesSchema }),
});
export type Road = z.infer<typeof roadSchema>;

const featureSchema = z.union([
  roadSchema,
  feature(["water", "park", "wood", "square"], "Polygon", linesSchema),
  feature(["building"], "MultiPolygon", z.array(linesSchema).check(z.maxLength(2_000))),
  feature(["pier", "mole", "path", "rail"], "MultiLineString", linesSchema),
  feature(["river_name"], "LineString", lineSchema),
  feature(["tree"], "MultiPoint", lineSchema),
  feature(["district", "water_name"], "Point", pointSchema),
]);
export type TownFeature = z.infer<typeof featureSchema>;

export const townSchema = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(featureSchema).check(z.maxLength(1_000)),
});
export type Town = z.infer<typeof townSchema>;
