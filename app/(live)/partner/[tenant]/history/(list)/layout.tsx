import { requireStaff } from "@/lib/auth/server/viewer";

/** Runs above the skeleton, so that signed-out visitors are redirected before anything is sent. */
export default async function HistoryLayout({ params, children }: LayoutProps<"/partner/[tenant]/history">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/history`);
  return children;
}
