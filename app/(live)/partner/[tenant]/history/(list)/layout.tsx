import { requireStaff } from "@/lib/stores/server/queries";

/** Above the skeleton: who has to sign in is sent there before anything is. */
export default async function HistoryLayout({ params, children }: LayoutProps<"/partner/[tenant]/history">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/history`);
  return children;
}
