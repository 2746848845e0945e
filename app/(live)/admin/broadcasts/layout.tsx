import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function BroadcastsLayout({ children }: LayoutProps<"/admin/broadcasts">) {
  await requireAdmin("/admin/broadcasts");
  return <AdminFrame>{children}</AdminFrame>;
}
