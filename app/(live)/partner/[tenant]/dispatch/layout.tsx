import { requireStaff } from "@/lib/stores/server/queries";

export default async function DispatchLayout({
  params,
  children,
}: LayoutProps<"/partner/[tenant]/dispatch">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/dispatch`);
  return children;
}
