import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";

export default async function JobsLayout({ children }: LayoutProps<"/admin/jobs">) {
  await requireAdmin("/admin/jobs");
  return <AdminFrame>{children}</AdminFrame>;
}
