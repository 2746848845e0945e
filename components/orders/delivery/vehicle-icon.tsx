import { VEHICLE_ICONS } from "@/components/ui/vehicle-icons";
import type { Vehicle } from "@/lib/orders/model/delivery";

export function VehicleIcon({ vehicle }: { vehicle: Vehicle }) {
  const Drawn = VEHICLE_ICONS[vehicle];
  return <Drawn aria-hidden="true" />;
}
