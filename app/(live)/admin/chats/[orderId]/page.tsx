import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AdminChat } from "@/components/chat/admin-chat";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { getOrder } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";

type Props = PageProps<"/admin/chats/[orderId]">;

const pathOf = (orderId: string) => `/admin/chats/${encodeURIComponent(orderId)}`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireAdmin(pathOf((await params).orderId));
  return { title: (await getTranslations("chat.admin"))("title") };
}

/** Reads nothing of a chat: that takes a reason, which is given on the page. */
export default async function AdminChatPage({ params }: Props) {
  const { orderId } = await params;
  const viewer = await requireAdmin(pathOf(orderId));
  const { data: order } = await readLive(() => getOrder(viewer, orderId));
  if (order === null) notFound();
  const t = await getTranslations("chat.admin");
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title_of", { code: order.order_code })}</h1>
        <p className="mt-1 max-w-2xl text-soft">{t("lead")}</p>
      </header>
      <AdminChat orderId={order.id} timeZone={order.time_zone} />
    </div>
  );
}
