import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AdminSearch } from "@/components/admin/admin-search";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { OlderPages } from "@/components/admin/older-pages";
import { ReliabilityBadge } from "@/components/stores/reliability";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { readLive } from "@/lib/server/read-live";
import { percentOf, STORE_SEARCH_LENGTH } from "@/lib/stores/model/admin";
import { listStores } from "@/lib/stores/server/admin/list-stores";
import { formatDateTime } from "@/lib/text/format";
import { givenText } from "@/lib/text/given-text";

const PATH = "/admin/stores";

const querySchema = z.object({
  q: z.catch(givenText(STORE_SEARCH_LENGTH), ""),
  cursor: z.catch(z.optional(givenText(200)), undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.stores"))("title") };
}

export default async function StoresPage({ searchParams }: PageProps<"/admin/stores">) {
  const viewer = await requireAdmin(PATH);
  const { q, cursor } = querySchema.parse(await searchParams);
  const t = await getTranslations("admin.stores");
  const { data, since } = await readLive(async () => ({
    found: await listStores(viewer, { search: q, after: cursor }),
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
      <AdminSearch key={q} path={PATH} label={t("search")} search={q} maxLength={STORE_SEARCH_LENGTH} />
      {found.stores.length === 0 ? (
        <EmptyState icon={<SearchX />} title={t("nothing_title")}>
          {t("nothing_body")}
        </EmptyState>
      ) : (
        <table className="admin-table">
          <caption className="sr-only">{t("list")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("store")}</th>
              <th scope="col">{t("status")}</th>
              <th scope="col">{t("devices")}</th>
              <th scope="col">{t("last_order")}</th>
              <th scope="col">{t("timeouts")}</th>
              <th scope="col">{t("reliability")}</th>
              <th scope="col" className="admin-number">
                {t("commission")}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.stores.map((store) => (
              <tr key={store.id}>
                <th scope="row">
                  <Link href={`${PATH}/${store.id}`} prefetch={false} translate="no">
                    {store.name}
                  </Link>
                  <small translate="no">{store.city}</small>
                </th>
                <td>{t(store.isHeld ? "mode.held" : `mode.${store.status}`)}</td>
                <td>{t("on_shift", { count: store.devices })}</td>
                <td>
                  {store.last_order_at === null
                    ? t("never")
                    : formatDateTime(store.last_order_at, store.time_zone)}
                </td>
                <td data-label={t("timeouts")}>{t("missed", { count: store.timeouts })}</td>
                <td data-label={t("reliability")}>
                  {store.reliability === null ? "–" : <ReliabilityBadge score={store.reliability.recent} />}
                </td>
                <td data-label={t("commission")} className="admin-number">
                  {t("percent", { percent: percentOf(store.commission_bp) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
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
