import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function ReportedChatsLayout({ children }: LayoutProps<"/admin/chats">) {
  await requireAdmin("/admin/chats");
  return <AdminFrame>{children}</AdminFrame>;
}
