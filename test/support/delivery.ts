import type { DeliverySettings } from "@/lib/stores/model/delivery-settings";
import type { Zone } from "@/lib/stores/model/zones/schema";

/** As stores are that nobody has set. */
export const OWN_DELIVERY: DeliverySettings = {
  delivery_by: "store",
  rider_fleet: "platform",
  dispatch_mode: "automatic",
  sees_riders: false,
  place: null,
};

export const PORT = { lat: 54.32, lng: 10.13 };
/** Within `SQUARE_ZONE`, and beyond it. */
export const NEAR = { lat: 54.321, lng: 10.131 };
export const FAR = { lat: 54.5, lng: 10.13 };

export const SQUARE_ZONE: Zone = {
  id: "019a0000-0000-7000-8000-00000000000a",
  name: "Harbour",
  shape: {
    kind: "polygon",
    points: [
      { lat: 54.315, lng: 10.12 },
      { lat: 54.315, lng: 10.14 },
      { lat: 54.325, lng: 10.14 },
      { lat: 54.325, lng: 10.12 },
    ],
  },
  fee: 150,
  minimum_order: 700,
  extra_minutes: 10,
};

export const RING_ZONE: Zone = {
  ...SQUARE_ZONE,
  id: "019a0000-0000-7000-8000-00000000000b",
  name: "Around",
  shape: { kind: "ring", radius: 3_000 },
  fee: 450,
  minimum_order: 0,
  extra_minutes: 15,
};
