import { requireStaff } from "@/lib/stores/server/queries";

export default async function HistoryLayout({ params, children }: LayoutProps<"/partner/[tenant]/history">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/history`);
  return children;
}
