import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { MyOrders } from "@/components/orders/my-orders";
import { requireViewer } from "@/lib/auth/server/viewer";
import { withFirstPage } from "@/lib/orders/model/my-orders";
import { listMyActiveOrders, listMyOrders } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("orders");
  return { title: t("title") };
}

export default async function OrdersPage() {
  const viewer = await requireViewer("/orders");
  const { data: page } = await readLive(async () => {
    // An active order may be older than the first page.
    const active = { orders: await listMyActiveOrders(viewer), next_cursor: undefined };
    return withFirstPage(active, await listMyOrders(viewer));
  });
  const t = await getTranslations("orders");
  return (
    <div className="grid gap-5">
      <ContentUser />
      <h1 className="font-extrabold text-[2rem] tracking-tight">{t("title")}</h1>
      <MyOrders fromServer={page} />
    </div>
  );
}
