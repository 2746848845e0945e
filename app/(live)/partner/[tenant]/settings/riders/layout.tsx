import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function RidersLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/riders">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/riders`, "riders");
  return children;
}
