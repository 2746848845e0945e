import { FleetSkeleton } from "@/components/riders/fleet-skeleton";

export default function PayoutLoading() {
  return <FleetSkeleton />;
}
