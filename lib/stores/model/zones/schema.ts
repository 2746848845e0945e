import * as z from "zod/mini";
import { placeSchema } from "@/lib/geo/model/place";
import { requiredText } from "@/lib/text/given-text";
import { idSchema } from "@/lib/text/id";
import { crossesItself } from "./polygon";

export const ZONE_LIMITS = {
  zones: 20,
  points: { minimum: 3, maximum: 100 },
  /** Metres. */
  radius: { minimum: 100, maximum: 50_000 },
  /** Minor units. */
  amount: { minimum: 0, maximum: 10_000_000 },
  extraMinutes: { minimum: 0, maximum: 120 },
  name: 60,
} as const;

const within = ({ minimum, maximum }: { minimum: number; maximum: number }) =>
  z.int().check(z.minimum(minimum), z.maximum(maximum));

/** Corners in order; the last is joined to the first. */
const polygonSchema = z.object({
  kind: z.literal("polygon"),
  points: z.array(placeSchema).check(
    z.minLength(ZONE_LIMITS.points.minimum),
    z.maxLength(ZONE_LIMITS.points.maximum),
    z.refine((points) => !crossesItself(points), "has a border that crosses itself"),
  ),
});

/** Everything within a radius (metres) of the store. */
const ringSchema = z.object({ kind: z.literal("ring"), radius: within(ZONE_LIMITS.radius) });

const zoneShapeSchema = z.discriminatedUnion("kind", [polygonSchema, ringSchema]);

/** Amounts are in minor units of the store's currency. */
export const zoneSchema = z.object({
  id: idSchema,
  name: requiredText(ZONE_LIMITS.name, "Enter a name"),
  shape: zoneShapeSchema,
  fee: within(ZONE_LIMITS.amount),
  minimum_order: within(ZONE_LIMITS.amount),
  /** On top of the store's usual minutes. */
  extra_minutes: within(ZONE_LIMITS.extraMinutes),
});
export type Zone = z.infer<typeof zoneSchema>;

const areDifferent = (zones: readonly { id: string }[]) =>
  new Set(zones.map((zone) => zone?.id)).size === zones.length;

/** The first one that a place is in decides. None: the store delivers everywhere, at its own fee. */
export const zonesSchema = z
  .array(zoneSchema)
  .check(z.maxLength(ZONE_LIMITS.zones), z.refine(areDifferent, "has the same id twice"));

export const storeZonesSchema = z.object({
  zones: zonesSchema,
  /** One more with every change. */
  zones_version: z.int().check(z.positive()),
});
export type StoreZones = z.infer<typeof storeZonesSchema>;

export const setZonesSchema = z.extend(storeZonesSchema, { tenant_id: idSchema });
