import { ReceiptText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { OlderPages } from "@/components/admin/older-pages";
import { AnswerRefund } from "@/components/refunds/answer-refund";
import { RefundCard } from "@/components/refunds/refund-card";
import { Banner } from "@/components/ui/feedback/banner";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { listAllRefunds, REFUNDS_LISTED } from "@/lib/refunds/server/queries";
import { readLive } from "@/lib/server/read-live";

const PATH = "/admin/refunds";
const querySchema = z.object({ cursor: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined) });

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("refunds.admin"))("title") };
}

export default async function AdminRefundsPage({ searchParams }: PageProps<"/admin/refunds">) {
  const viewer = await requireAdmin(PATH);
  const { cursor } = querySchema.parse(await searchParams);
  const { data, since } = await readLive(async () => ({
    found: await listAllRefunds(viewer, cursor),
    readAt: Date.now(),
  }));
  const { found, readAt } = data;
  if (found === null) notFound();
  const t = await getTranslations("refunds.admin");
  const full = (await getTranslations("refunds.store"))("full");
  const orderPath = (refund: { tenant_slug: string; order_id: string }) =>
    `/partner/${refund.tenant_slug}/history/${refund.order_id}`;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      {found.contested.length + found.waiting.length >= REFUNDS_LISTED && <Banner>{full}</Banner>}
      <section aria-labelledby="contests" className="grid gap-3">
        <h2 id="contests" className="text-xl">
          {t("contests")}
        </h2>
        {found.contested.length === 0 && <p className="text-soft">{t("none_contests")}</p>}
        {found.contested.map((refund) => (
          <RefundCard key={refund.id} refund={refund} href={orderPath(refund)} timeZone="UTC">
            <AnswerRefund refundId={refund.id} answers={["uphold", "reject"]} hint="settle_hint" />
          </RefundCard>
        ))}
      </section>
      <section aria-labelledby="waiting" className="grid gap-3">
        <h2 id="waiting" className="text-xl">
          {t("waiting")}
        </h2>
        {found.waiting.length === 0 && <p className="text-soft">{t("none_waiting")}</p>}
        {found.waiting.map((refund) => (
          <RefundCard key={refund.id} refund={refund} href={orderPath(refund)} timeZone="UTC">
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
          <RefundCard key={refund.id} refund={refund} href={orderPath(refund)} timeZone="UTC" />
        ))}
        <OlderPages path={PATH} filter={{}} isOlder={cursor !== undefined} nextCursor={found.next_cursor} />
      </section>
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
