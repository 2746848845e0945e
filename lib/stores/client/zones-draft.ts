import type { Place } from "@/lib/geo/model/place";
import { priceText, readPrice } from "@/lib/menu/model/edit/price-text";
import { crossesItself } from "@/lib/stores/model/zones/polygon";
import { ZONE_LIMITS, type Zone } from "@/lib/stores/model/zones/schema";
import { isVisible } from "@/lib/text/visible-text";

/** Zones while they are edited: numbers are texts, and what was drawn stays when a zone becomes a ring, and the other way. */
export interface ZoneDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: Zone["shape"]["kind"];
  readonly radius: string;
  readonly points: readonly Place[];
  readonly fee: string;
  readonly minimum: string;
  readonly extra: string;
}

const USUAL_RADIUS = 3_000;

export const draftsOf = (zones: readonly Zone[], currency: string): ZoneDraft[] =>
  zones.map(({ id, name, shape, fee, minimum_order, extra_minutes }) => ({
    id,
    name,
    kind: shape.kind,
    radius: String(shape.kind === "ring" ? shape.radius : USUAL_RADIUS),
    points: shape.kind === "polygon" ? shape.points : [],
    fee: priceText(fee, currency),
    minimum: priceText(minimum_order, currency),
    extra: String(extra_minutes),
  }));

/** A zone that charges what the store itself does. */
export function newZone(
  id: string,
  kind: ZoneDraft["kind"],
  store: { delivery_fee: number; minimum_order: number; currency: string },
): ZoneDraft {
  const price = (minor: number) => priceText(minor, store.currency);
  return {
    ...{ id, kind, name: "", radius: String(USUAL_RADIUS), points: [], extra: "0" },
    fee: price(store.delivery_fee),
    minimum: price(store.minimum_order),
  };
}

export const ZONE_FAULTS = ["name", "radius", "points", "crossed", "fee", "minimum", "extra"] as const;
export type ZoneFault = (typeof ZONE_FAULTS)[number];

export type ReadZones =
  | { readonly ok: true; readonly zones: Zone[] }
  /** By the id of the zone. */
  | { readonly ok: false; readonly faults: ReadonlyMap<string, readonly ZoneFault[]> };

function whole(text: string, { minimum, maximum }: { minimum: number; maximum: number }): number | null {
  if (!/^\d{1,6}$/.test(text.trim())) return null;
  const value = Number(text);
  return value < minimum || value > maximum ? null : value;
}

function amount(text: string, currency: string): number | null {
  const minor = readPrice(text, currency);
  const { minimum, maximum } = ZONE_LIMITS.amount;
  return minor === null || minor < minimum || minor > maximum ? null : minor;
}

function shapeOf({ kind, radius, points }: ZoneDraft): Zone["shape"] | ZoneFault {
  if (kind === "ring") {
    const metres = whole(radius, ZONE_LIMITS.radius);
    return metres === null ? "radius" : { kind, radius: metres };
  }
  if (points.length < ZONE_LIMITS.points.minimum) return "points";
  return crossesItself(points) ? "crossed" : { kind, points: [...points] };
}

function readZone(draft: ZoneDraft, currency: string): Zone | ZoneFault[] {
  const name = draft.name.trim();
  const shape = shapeOf(draft);
  const fee = amount(draft.fee, currency);
  const minimum_order = amount(draft.minimum, currency);
  const extra_minutes = whole(draft.extra, ZONE_LIMITS.extraMinutes);
  const isNamed = isVisible(name) && name.length <= ZONE_LIMITS.name;
  if (
    isNamed &&
    typeof shape === "object" &&
    fee !== null &&
    minimum_order !== null &&
    extra_minutes !== null
  )
    return { id: draft.id, name, shape, fee, minimum_order, extra_minutes };
  return ZONE_FAULTS.filter(
    (fault) =>
      fault === shape ||
      (fault === "name" && !isNamed) ||
      (fault === "fee" && fee === null) ||
      (fault === "minimum" && minimum_order === null) ||
      (fault === "extra" && extra_minutes === null),
  );
}

export function readZones(drafts: readonly ZoneDraft[], currency: string): ReadZones {
  const zones: Zone[] = [];
  const faults = new Map<string, readonly ZoneFault[]>();
  for (const draft of drafts) {
    const read = readZone(draft, currency);
    if (Array.isArray(read)) faults.set(draft.id, read);
    else zones.push(read);
  }
  return faults.size > 0 ? { ok: false, faults } : { ok: true, zones };
}

/** Moves a zone up (-1) or down (1) in the order in which zones apply. */
export function moveZone(drafts: readonly ZoneDraft[], id: string, by: -1 | 1): ZoneDraft[] {
  const from = drafts.findIndex((draft) => draft.id === id);
  const [one, other] = [drafts[from], drafts[from + by]];
  if (one === undefined || other === undefined) return [...drafts];
  return drafts.with(from, other).with(from + by, one);
}

const distance = (one: Place, other: Place) => Math.hypot(one.lat - other.lat, one.lng - other.lng);

/** Adds a corner where it makes the border least longer, if possible without a crossing. A full border stays as it is. */
export function withCorner(points: readonly Place[], corner: Place): Place[] {
  if (points.length >= ZONE_LIMITS.points.maximum) return [...points];
  if (points.length < 3) return [...points, corner];
  const ways = points.map((from, index) => {
    const to = points[(index + 1) % points.length] ?? from;
    return {
      border: points.toSpliced(index + 1, 0, corner),
      longer: distance(from, corner) + distance(corner, to) - distance(from, to),
    };
  });
  const inOrder = ways.toSorted((one, other) => one.longer - other.longer);
  return (inOrder.find(({ border }) => !crossesItself(border)) ?? inOrder[0])?.border ?? [...points];
}
