import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function StoresLayout({ children }: LayoutProps<"/admin/stores">) {
  await requireAdmin("/admin/stores");
  return <AdminFrame>{children}</AdminFrame>;
}
