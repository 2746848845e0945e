import { AdminSkeleton } from "@/components/admin/admin-skeleton";

export default function ApprovalsLoading() {
  return <AdminSkeleton />;
}
