import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/**
 * Offers and changes of one fleet, for its dispatchers: admins, and the staff of the store whose fleet it is. `platform` is the
 * platform's. Positions come on it, too, while a rider is on shift.
 */
export const fleetChannel = defineChannel({
  kind: "fleet",
  pattern: "fleet:{id}",
  id: /platform|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
  events: [
    "offer_made",
    "offer_taken",
    "offer_declined",
    "offer_expired",
    "dispatch_changed",
    "rider_silent",
    "rider_location",
  ],
});

/** The riders of a store's orders until the pick-up, for its staff, where the store's setting allows it. */
export const storeRidersChannel = defineChannel({
  kind: "store_riders",
  pattern: "tenant:{id}:riders",
  events: ["rider_location"],
});
