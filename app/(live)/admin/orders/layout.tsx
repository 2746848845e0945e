import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function OrdersLayout({ children }: LayoutProps<"/admin/orders">) {
  await requireAdmin("/admin/orders");
  return <AdminFrame>{children}</AdminFrame>;
}
