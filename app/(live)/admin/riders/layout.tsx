import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function RidersLayout({ children }: LayoutProps<"/admin/riders">) {
  await requireAdmin("/admin/riders");
  return <AdminFrame className="">{children}</AdminFrame>;
}
