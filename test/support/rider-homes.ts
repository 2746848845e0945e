import type { Offer } from "@/lib/dispatch/model/offer";
import type { RiderHome } from "@/lib/dispatch/model/rider-home";
import type { Trip, TripStop } from "@/lib/dispatch/model/trip";

/** One evening in Port Selby. */
export const RIDING_AT = Date.parse("2026-11-27T19:21:00Z");
const at = (minutes: number) => new Date(RIDING_AT + minutes * 60_000).toISOString();
const uuid = (n: number) => `019a0000-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const RITA = uuid(1);
export const ORDER = uuid(11);
export const SECOND_ORDER = uuid(12);

export function pickUp(more: Partial<TripStop> = {}): TripStop {
  return {
    order_id: ORDER,
    order_code: "ORD-M4T8ZC",
    kind: "pick_up",
    name: "Sushi Bar",
    address: "Harbour St 12",
    note: "",
    place: { lat: 54.3201, lng: 10.1302 },
    arrived_at: null,
    done_at: null,
    outcome: null,
    due_at: at(5),
    is_ready: false,
    leave_at_door: false,
    cash: null,
    lines: [
      { name: "Veggie maki set", quantity: 3, options: ["three boxes"], note: "" },
      { name: "Yuzu lemonade", quantity: 1, options: [], note: "" },
    ],
    ...more,
  };
}

export function dropOff(more: Partial<TripStop> = {}): TripStop {
  return {
    ...pickUp(),
    kind: "drop_off",
    name: "Mia K.",
    address: "Old Mill Rd 17",
    note: "2nd floor, ring twice please",
    place: { lat: 54.3301, lng: 10.1402 },
    due_at: at(17),
    lines: [],
    ...more,
  };
}

export function trip(more: Partial<Trip> = {}): Trip {
  return {
    id: uuid(21),
    rider_id: RITA,
    vehicle: "bicycle",
    version: 1,
    accepted_at: at(-1),
    left_at: null,
    finished_at: null,
    metres: 3_000,
    pay: { currency: "EUR", base: 320, distance: 270, waiting: 0, tip: 150 },
    stops: [pickUp(), dropOff()],
    ...more,
  };
}

export function offer(more: Partial<Offer> = {}): Offer {
  return {
    id: uuid(31),
    rider_id: RITA,
    status: "open",
    made_at: at(0),
    expires_at: new Date(RIDING_AT + 40_000).toISOString(),
    ended_at: null,
    order_ids: [ORDER],
    terms: {
      currency: "EUR",
      pay: 590,
      tip: 150,
      metres: 3_000,
      wait_minutes: 1,
      minutes: 17,
      stops: [
        {
          kind: "pick_up",
          order_id: ORDER,
          order_code: "ORD-M4T8ZC",
          name: "Sushi Bar",
          address: "Harbour St 12",
          place: pickUp().place,
        },
        {
          kind: "drop_off",
          order_id: ORDER,
          order_code: "ORD-M4T8ZC",
          name: "Old Mill",
          address: null,
          place: { lat: 54.331, lng: 10.141 },
        },
      ],
      reason: { key: "first_at_door", values: { rider: "Rita", early: 1, other: "Sam", later: 6 } },
    },
    ...more,
  };
}

export function riderHome(more: Partial<RiderHome> = {}): RiderHome {
  return {
    rider: { id: RITA, name: "Rita", vehicle: "bicycle", fleet_name: null, time_zone: "Europe/Berlin" },
    shift: {
      started_at: at(-60),
      ends_at: at(180),
      vehicle: "bicycle",
      position: null,
      trips: 3,
      earned: [{ currency: "EUR", amount: 2_140 }],
    },
    offers: [],
    trip: null,
    ...more,
  };
}
