import { AdminSkeleton } from "@/components/admin/admin-skeleton";

export default function UsersLoading() {
  return <AdminSkeleton />;
}
