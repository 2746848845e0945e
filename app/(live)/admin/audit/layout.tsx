import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function AuditLayout({ children }: LayoutProps<"/admin/audit">) {
  await requireAdmin("/admin/audit");
  return <AdminFrame>{children}</AdminFrame>;
}
