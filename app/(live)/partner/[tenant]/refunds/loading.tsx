import { RefundsSkeleton } from "@/components/refunds/refunds-skeleton";

export default function RefundsLoading() {
  return <RefundsSkeleton />;
}
