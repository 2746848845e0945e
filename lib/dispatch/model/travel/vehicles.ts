import type { Vehicle } from "@/lib/orders/model/delivery";

/** Speeds in a town (km/h), stops at crossings included. */
export const TOWN_SPEED: Record<Vehicle, number> = {
  foot: 5,
  bicycle: 15,
  "e-bike": 18,
  scooter: 24,
  car: 20,
};
