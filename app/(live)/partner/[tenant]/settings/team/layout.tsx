import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function TeamLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/team">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/team`, "team");
  return children;
}
