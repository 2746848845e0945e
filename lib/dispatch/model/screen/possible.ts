import type { DispatchOrder } from "../dispatch-view";

/** The rider who has the order, is asked for it, or is meant to have it. */
export function chosenRider({ rider_id, offer, pinned_rider_id, decision }: DispatchOrder): string | null {
  return rider_id ?? offer?.rider_id ?? pinned_rider_id ?? decision?.rider_id ?? null;
}

/** Whether another rider can still take it: not once the food is with a rider. */
export const canMove = ({ rider_state, order_status }: Pick<DispatchOrder, "rider_state" | "order_status">) =>
  order_status === "Preparing" &&
  (rider_state === "none" || rider_state === "accepted" || rider_state === "at_store");

/** Whether it can be taken from the rider who has accepted it. */
export const canRelease = (order: Pick<DispatchOrder, "rider_id" | "rider_state" | "order_status">) =>
  order.rider_id !== null && canMove(order);
