import type { DispatchOrder } from "../dispatch-view";

/** The rider who has the order, is asked for it, or is meant to have it. */
export function chosenRider({ rider_id, offer, pinned_rider_id, decision }: DispatchOrder): string | null {
  return rider_id ?? offer?.rider_id ?? pinned_rider_id ?? decision?.rider_id ?? null;
}

/** Whether another rider can still take it as it is: not once the food is with a rider. */
export const canMove = ({ rider_state, order_status }: Pick<DispatchOrder, "rider_state" | "order_status">) =>
  order_status === "Preparing" &&
  (rider_state === "none" || rider_state === "accepted" || rider_state === "at_store");

type Carried = Pick<DispatchOrder, "rider_id" | "rider_state" | "order_status" | "may_decide">;

/** Whether a dispatcher can give it to another rider. */
export const canGive = (order: Carried) => canMove(order) || order.may_decide;

/** Whether a dispatcher can take it from its rider. */
export const canRelease = (order: Carried) => order.rider_id !== null && canGive(order);

/** Whether all free riders can be asked for it at once. */
export const canOfferToAll = (order: Carried & Pick<DispatchOrder, "delivery_by">) =>
  order.rider_id === null && order.delivery_by !== "store" && canMove(order);
