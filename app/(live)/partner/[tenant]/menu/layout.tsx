import { requireStaff } from "@/lib/stores/server/queries";

export default async function MenuLayout({ params, children }: LayoutProps<"/partner/[tenant]/menu">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/menu`);
  return children;
}
