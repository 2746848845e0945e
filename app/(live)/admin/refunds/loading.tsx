import { AdminSkeleton } from "@/components/admin/admin-skeleton";

export default function RefundsLoading() {
  return <AdminSkeleton />;
}
