import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function PrintingLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/printing">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/printing`, "printers");
  return children;
}
