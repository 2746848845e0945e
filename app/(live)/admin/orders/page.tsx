import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AdminSearch } from "@/components/admin/admin-search";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { OlderPages } from "@/components/admin/older-pages";
import { FoundOrders } from "@/components/admin/orders/found-orders";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { ORDER_SEARCH_LENGTH } from "@/lib/platform/model/found-order";
import { findOrders } from "@/lib/platform/server/orders/find-orders";
import { readLive } from "@/lib/server/read-live";
import { givenText } from "@/lib/text/given-text";

const PATH = "/admin/orders";

const querySchema = z.object({
  q: z.catch(givenText(ORDER_SEARCH_LENGTH), ""),
  cursor: z.string().max(200).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.orders"))("title") };
}

export default async function OrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  const viewer = await requireAdmin(PATH);
  const { q, cursor } = querySchema.parse(await searchParams);
  const t = await getTranslations("admin.orders");
  const { data, since } = await readLive(async () => ({
    found: await findOrders(viewer, { search: q, cursor }),
    readAt: Date.now(),
  }));
  const { found, readAt } = data;
  if (found === null) notFound();
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <AdminSearch key={q} path={PATH} label={t("search")} search={q} maxLength={ORDER_SEARCH_LENGTH} />
      {found.orders.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t(q === "" ? "empty_title" : "nothing_title")}>
          {t(q === "" ? "empty_body" : "nothing_body")}
        </EmptyState>
      ) : (
        <FoundOrders orders={found.orders} />
      )}
      <OlderPages
        path={PATH}
        filter={q === "" ? {} : { q }}
        isOlder={cursor !== undefined}
        nextCursor={found.next_cursor}
      />
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
