import { History } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { HistorySearch } from "@/components/history/history-search";
import { HistoryTable } from "@/components/history/history-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ORDER_STATUSES } from "@/lib/orders/model/terms";
import { searchOrders } from "@/lib/orders/server/queries";
import { requireStaff } from "@/lib/stores/server/queries";
import { givenText } from "@/lib/text/given-text";
import "@/components/history/history.css";

const PAGE_SIZE = 25;

const querySchema = z.object({
  q: z.catch(givenText(80), ""),
  status: z.enum(ORDER_STATUSES).optional().catch(undefined),
  tests: z.literal("none").optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});

type Props = PageProps<"/partner/[tenant]/history">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await requireStaff((await params).tenant);
  const t = await getTranslations("partner.history");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const slug = (await params).tenant;
  const path = `/partner/${slug}/history`;
  const { viewer, tenant } = await requireStaff(slug, path);
  const { q, status, tests, cursor } = querySchema.parse(await searchParams);
  const page = await searchOrders(viewer, tenant.id, {
    search: q,
    status,
    withoutTests: tests !== undefined,
    cursor,
    limit: PAGE_SIZE,
  });
  if (page === null) notFound();
  const t = await getTranslations("partner.history");
  const isSearch = q !== "" || status !== undefined || tests !== undefined;
  const address = (more: Record<string, string>) =>
    `${path}?${new URLSearchParams({ ...(q !== "" && { q }), ...(status !== undefined && { status }), ...(tests !== undefined && { tests }), ...more })}`;
  return (
    <div className="history">
      <ContentUser />
      <h1>{t("title")}</h1>
      <HistorySearch
        key={`${q} ${status} ${tests}`}
        path={path}
        search={q}
        status={status ?? ""}
        withoutTests={tests !== undefined}
      />
      {page.orders.length === 0 ? (
        <EmptyState icon={<History />} title={t(isSearch ? "nothing_title" : "empty_title")}>
          {t(isSearch ? "nothing_body" : "empty_body")}
        </EmptyState>
      ) : (
        <HistoryTable path={path} orders={page.orders} />
      )}
      <nav aria-label={t("list")} className="history-pages">
        {cursor !== undefined && <ButtonLink href={address({})}>{t("newest")}</ButtonLink>}
        {page.next_cursor !== null && (
          <ButtonLink href={address({ cursor: page.next_cursor })} className="ml-auto">
            {t("older")}
          </ButtonLink>
        )}
      </nav>
    </div>
  );
}
