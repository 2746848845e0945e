import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function HoursLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/hours">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/hours`, "hours");
  return children;
}
