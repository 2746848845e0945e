import type { Vehicle } from "@/lib/orders/model/delivery";

const LINES: Readonly<Record<Vehicle, string>> = {
  bicycle:
    "M16 20a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM42 20a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM9 20l8-12h11l-7 12H9m8-12-2-4h-4m17 4 7 12M28 8l-1-5h5",
  "e-bike":
    "M16 20a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM42 20a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM9 20l8-12h11l-7 12H9m19-12 7 12M28 8l-1-5h5",
  scooter:
    "M14 23a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM41 23a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM14 23h13l5-16h-5M31 11l5 12M7 17c0-4 4-5 8-5h5v6",
  foot: "M25.600 4a2.600 2.600 0 1 1-5.200 0 2.600 2.600 0 0 1 5.200 0ZM22 10l-2 9 5 4 1 6M20 19l-3 5-4 4M22 10l-5 3-1 5m6-8 4 5 5 1",
  car: "M4 23v-8l6-2 5-8h13l7 8 5 2v8h-4m-8 0H15m-7 0H4M15.300 23a3.800 3.800 0 1 1-7.600 0 3.800 3.800 0 0 1 7.600 0ZM35.300 23a3.800 3.800 0 1 1-7.600 0 3.800 3.800 0 0 1 7.600 0Z",
};
const BOLT = "m19 1-4 7h4l-2 6 6-8h-4l2-5Z";

export function VehicleIcon({ vehicle }: { vehicle: Vehicle }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 44 30" className="ride-vehicle-icon">
      <path
        d={LINES[vehicle]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {vehicle === "e-bike" && <path d={BOLT} fill="currentColor" />}
    </svg>
  );
}
