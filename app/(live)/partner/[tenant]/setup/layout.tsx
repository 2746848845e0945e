import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function SetupLayout({ params, children }: LayoutProps<"/partner/[tenant]/setup">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/setup`, "setup");
  return children;
}
