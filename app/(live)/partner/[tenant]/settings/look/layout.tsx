import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function LookLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/look">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/look`, "look");
  return children;
}
