import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function RefundsLayout({ children }: LayoutProps<"/admin/refunds">) {
  await requireAdmin("/admin/refunds");
  return <AdminFrame>{children}</AdminFrame>;
}
