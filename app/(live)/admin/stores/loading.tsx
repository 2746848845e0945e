import { AdminSkeleton } from "@/components/admin/admin-skeleton";

export default function StoresLoading() {
  return <AdminSkeleton />;
}
