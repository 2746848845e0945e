import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function PayoutLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/payout">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/payout`, "payout");
  return children;
}
