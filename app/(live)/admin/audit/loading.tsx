import { AdminSkeleton } from "@/components/admin/admin-skeleton";

export default function AuditLoading() {
  return <AdminSkeleton />;
}
