import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function UsersLayout({ children }: LayoutProps<"/admin/users">) {
  await requireAdmin("/admin/users");
  return <AdminFrame>{children}</AdminFrame>;
}
