import { firstName } from "@/lib/text/first-name";
import { conflict, defineAction, type OrderActionRule } from "./define-action";

const rule: OrderActionRule<"assign_rider"> = {
  name: "assign_rider",
  allowed: { Preparing: ["rider", "partner", "admin", "system"] },
};

/**
 * An open question about a sold-out dish is no obstacle: the rider needs minutes to arrive. Keeps the time of the last change, as
 * other steps do that are nothing to the kitchen: they take nobody's chance to undo a press.
 */
export const assignRider = /* @__PURE__ */ defineAction(rule, {
  fields: ({ rider, id }) => ({ rider, trip_id: id }),
  wrongStatus: "not_preparing",
  effect: (order, { rider, trip_id }) => {
    if (order.delivery_by === "store") return conflict("store_delivers");
    if (order.rider_state !== "none") return conflict("rider_taken");
    // The customer and the store are shown the first name alone.
    const name = firstName(rider.name);
    return {
      changes: {
        rider_id: rider.id,
        rider_name: name,
        rider_vehicle: rider.vehicle,
        rider_state: "accepted",
        trip_id,
        updated_at: order.updated_at,
      },
      note: name,
    };
  },
});
