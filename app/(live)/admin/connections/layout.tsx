import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import "@/components/status/status.css";

export default async function ConnectionsLayout({ children }: LayoutProps<"/admin/connections">) {
  await requireAdmin("/admin/connections");
  return <AdminFrame>{children}</AdminFrame>;
}
