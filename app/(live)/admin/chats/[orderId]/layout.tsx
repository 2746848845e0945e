import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function AdminChatLayout({ params, children }: LayoutProps<"/admin/chats/[orderId]">) {
  await requireAdmin(`/admin/chats/${encodeURIComponent((await params).orderId)}`);
  return <AdminFrame>{children}</AdminFrame>;
}
