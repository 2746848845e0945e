import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { ActorKind } from "@/lib/orders/model/changing-fields";
import type { OrderActionName, OrderSummary } from "@/lib/orders/model/schema";
import { PREP_MINUTES } from "@/lib/orders/model/terms";
import { columnOf } from "./columns";

const PRIMARY = {
  new: "accept",
  preparing: "ready",
  ready: "hand_over",
  out: "deliver",
  done: null,
} as const;
export const PRIMARY_STEPS = ["accept", "ready", "hand_over", "deliver"] as const;
export type PrimaryStep = (typeof PRIMARY_STEPS)[number];

export function primaryStep(
  order: Pick<OrderSummary, "order_status" | "ready_at">,
  allowed: readonly OrderActionName[],
): PrimaryStep | null {
  const step = PRIMARY[columnOf(order)];
  return step !== null && allowed.includes(step) ? step : null;
}

/** `minutes` is null when nobody has chosen any: the server then keeps the time that the customer was told. */
export function actionOf(step: PrimaryStep, minutes: number | null): OrderAction {
  return step === "accept" && minutes !== null ? { name: "accept", prep_minutes: minutes } : { name: step };
}

/** Admins see every board and may do less than its staff. */
export type BoardRole = Extract<ActorKind, "partner" | "admin">;

export function stepMinutes(minutes: number, by: 1 | -1): number {
  const { minimum, maximum, step } = PREP_MINUTES;
  return Math.min(maximum, Math.max(minimum, minutes + by * step));
}
