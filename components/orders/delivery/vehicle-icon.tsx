import { Bike, Car, Footprints, Motorbike } from "lucide-react";
import type { Vehicle } from "@/lib/orders/model/delivery";

const ICONS = { foot: Footprints, bicycle: Bike, "e-bike": Bike, scooter: Motorbike, car: Car } as const;

export function VehicleIcon({ vehicle }: { vehicle: Vehicle }) {
  const Drawn = ICONS[vehicle];
  return <Drawn aria-hidden="true" />;
}
