import { Bike, Car, Footprints, type LucideIcon, Motorbike } from "lucide-react";

/** By the names of lib/orders/model/delivery.ts. */
export const VEHICLE_ICONS = {
  foot: Footprints,
  bicycle: Bike,
  "e-bike": Bike,
  scooter: Motorbike,
  car: Car,
} as const satisfies Record<string, LucideIcon>;
