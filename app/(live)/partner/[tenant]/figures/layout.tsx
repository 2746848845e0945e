import { requireStaff } from "@/lib/stores/server/queries";

export default async function FiguresLayout({ params, children }: LayoutProps<"/partner/[tenant]/figures">) {
  const { tenant } = await params;
  await requireStaff(tenant, `/partner/${tenant}/figures`);
  return children;
}
