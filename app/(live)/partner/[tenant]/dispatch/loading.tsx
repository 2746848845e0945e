import { DispatchSkeleton } from "@/components/dispatch/dispatch-skeleton";

export default function DispatchLoading() {
  return <DispatchSkeleton />;
}
