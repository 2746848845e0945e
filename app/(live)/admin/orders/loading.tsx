import { AdminSkeleton } from "@/components/admin/admin-skeleton";

export default function OrdersLoading() {
  return <AdminSkeleton />;
}
