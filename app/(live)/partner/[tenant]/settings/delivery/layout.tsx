import { requireStaff } from "@/lib/stores/server/queries";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function DeliveryLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/settings/delivery">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/settings/delivery`, "delivery");
  return children;
}
