import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function RefundsLayout({ params, children }: LayoutProps<"/partner/[tenant]/refunds">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/refunds`, "refunds");
  return children;
}
