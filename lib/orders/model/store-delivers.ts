import type { DecidedOrder } from "./changing-fields";

/** Whether the store itself brings the order, or may still take it up. */
export const storeDelivers = ({
  delivery_by,
  rider_state,
}: Pick<DecidedOrder, "delivery_by" | "rider_state">) => delivery_by !== "riders" && rider_state === "none";
