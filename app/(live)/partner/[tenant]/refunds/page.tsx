import { ReceiptText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { OlderPages } from "@/components/admin/older-pages";
import { AnswerRefund } from "@/components/refunds/answer-refund";
import { FollowRefunds } from "@/components/refunds/follow-refunds";
import { RefundCard } from "@/components/refunds/refund-card";
import { RefundLimit } from "@/components/refunds/refund-limit";
import { Banner } from "@/components/ui/feedback/banner";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { hasRight } from "@/lib/auth/model/store-rights";
import { tenantRefundsChannel } from "@/lib/refunds/model/channel";
import { contestRefusal } from "@/lib/refunds/model/rules";
import { listStoreRefunds, REFUNDS_LISTED } from "@/lib/refunds/server/queries";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/riders/riders.css";

type Props = PageProps<"/partner/[tenant]/refunds">;

const pathOf = (slug: string) => `/partner/${slug}/refunds`;
const querySchema = z.object({ cursor: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined) });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "refunds");
  const t = await getTranslations("refunds.store");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function RefundsPage({ params, searchParams }: Props) {
  const { tenant: slug } = await params;
  const path = pathOf(slug);
  const { viewer, tenant } = await requireStaff(slug, path, "refunds");
  const { cursor } = querySchema.parse(await searchParams);
  const { data, since } = await readLive(async () => {
    const found = await listStoreRefunds(viewer, tenant.id, cursor);
    return { found, now: Date.now() };
  }, [tenantRefundsChannel.name(tenant.id)]);
  const { found, now } = data;
  if (found === null) notFound();
  const t = await getTranslations("refunds.store");
  const isMember = viewer.tenantIds.includes(tenant.id);
  const orderPath = (orderId: string) => `/partner/${slug}/history/${orderId}`;
  return (
    <div className="fleet-page grid grid-cols-1 gap-5">
      <ContentUser />
      <FollowRefunds tenantId={tenant.id} since={since} />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead", { store: tenant.name })}</p>
      </header>
      <section aria-labelledby="waiting" className="grid gap-3">
        <h2 id="waiting" className="text-xl">
          {t("waiting")}
        </h2>
        {found.waiting.length === 0 && <p className="text-soft">{t("none_waiting")}</p>}
        {found.waiting.length >= REFUNDS_LISTED && <Banner>{t("full")}</Banner>}
        {found.waiting.map((refund) => (
          <RefundCard key={refund.id} refund={refund} href={orderPath(refund.order_id)}>
            <AnswerRefund refundId={refund.id} answers={["approve", "refuse"]} hint="note_hint" />
          </RefundCard>
        ))}
      </section>
      <section aria-labelledby="all" className="grid gap-3">
        <h2 id="all" className="text-xl">
          {t("all")}
        </h2>
        {found.refunds.length === 0 && (
          <EmptyState icon={<ReceiptText />} title={t("none_title")}>
            {t("none_body")}
          </EmptyState>
        )}
        {found.refunds.map((refund) => (
          <RefundCard key={refund.id} refund={refund} href={orderPath(refund.order_id)}>
            {isMember && contestRefusal(refund, now) === null && (
              <AnswerRefund refundId={refund.id} answers={["contest"]} hint="contest_hint" />
            )}
          </RefundCard>
        ))}
        <OlderPages path={path} filter={{}} isOlder={cursor !== undefined} nextCursor={found.next_cursor} />
      </section>
      {hasRight(viewer, tenant.id, "refund_limit") && (
        <RefundLimit tenantId={tenant.id} currency={tenant.currency} limit={found.limit} />
      )}
    </div>
  );
}
