import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function SwitchesLayout({ children }: LayoutProps<"/admin/switches">) {
  await requireAdmin("/admin/switches");
  return <AdminFrame>{children}</AdminFrame>;
}
