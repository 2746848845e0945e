import { firstOrderFrom, openingAt } from "@/lib/stores/model/hours/opening";
import type { Intake, IntakeFacts, StoreStatus, TakingStore } from "./schema";

const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());

function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/**
 * The one rule for whether a store takes orders: shop, checkout, placing and jobs all go through it. It follows from the
 * time (ms, the server's) alone, so a pause ends without a job.
 */
export function statusAt({ hours, intake, time_zone: zone }: TakingStore, now: number): StoreStatus {
  const end = intake.until === null ? null : Date.parse(intake.until);
  const isInForce = intake.mode !== "open" && (end === null || end > now);
  // A pause goes on while the store is closed, and may outlast the next opening.
  if (isInForce && intake.mode === "paused")
    return {
      mode: "paused",
      until: intake.until,
      extra_minutes: 0,
      reason: intake.reason,
      opens_at: end === null ? null : instant(firstOrderFrom(hours, zone, end)),
    };
  const opening = openingAt(hours, zone, now);
  if (!opening.takesOrders) {
    const opens = instant(opening.opensAt);
    return { mode: "closed", until: opens, extra_minutes: 0, reason: null, opens_at: opens };
  }
  const { lastOrderAt } = opening;
  if (isInForce)
    return {
      mode: "busy",
      until: instant(earlier(end, lastOrderAt)),
      extra_minutes: intake.extra_minutes,
      reason: intake.reason,
      opens_at: null,
    };
  return { mode: "open", until: instant(lastOrderAt), extra_minutes: 0, reason: null, opens_at: null };
}

export const takesOrders = ({ mode }: Pick<StoreStatus, "mode">) => mode === "open" || mode === "busy";

/**
 * Returns when a mode is over by itself, for those who set it; null: not foreseeable. Busy from load has no end, and a store
 * that closes while it is busy is busy again when it opens.
 */
export function endOfMode({ mode, until, opens_at }: StoreStatus, { until: pressed }: Pick<Intake, "until">) {
  if (mode === "closed" || mode === "paused") return opens_at;
  const isPressed = mode === "busy" && until !== null && pressed !== null;
  return isPressed && Date.parse(until) === Date.parse(pressed) ? pressed : null;
}

/** Orders may be accepted without a person while the store is open, also after the last order, and not paused. */
export function mayConfirm(store: TakingStore, now: number): boolean {
  return openingAt(store.hours, store.time_zone, now).isOpen && statusAt(store, now).mode !== "paused";
}

/** Brings facts forward that a browser holds: what is not newer changes nothing. */
export function newerFacts<Facts extends IntakeFacts>(known: Facts, fresh: IntakeFacts): Facts {
  if (fresh.intake.version <= known.intake.version) return known;
  const {
    hours,
    intake,
    slot_orders = known.slot_orders,
    slot_points = known.slot_points,
    auto_busy = known.auto_busy,
  } = fresh;
  return { ...known, hours, intake, slot_orders, slot_points, auto_busy };
}
