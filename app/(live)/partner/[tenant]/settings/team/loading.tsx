import { FleetSkeleton } from "@/components/riders/fleet-skeleton";

export default function RidersLoading() {
  return <FleetSkeleton />;
}
