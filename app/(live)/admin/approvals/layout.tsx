import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function ApprovalsLayout({ children }: LayoutProps<"/admin/approvals">) {
  await requireAdmin("/admin/approvals");
  return <AdminFrame>{children}</AdminFrame>;
}
