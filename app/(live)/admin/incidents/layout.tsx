import { AdminFrame } from "@/components/admin/admin-frame";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import "@/components/status/status.css";

export default async function IncidentsLayout({ children }: LayoutProps<"/admin/incidents">) {
  await requireAdmin("/admin/incidents");
  return <AdminFrame>{children}</AdminFrame>;
}
