import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { dateText } from "@/components/figures/date-text";
import { DayChoice } from "@/components/figures/day-choice";
import { FiguresScreen } from "@/components/figures/figures-screen";
import { Reliability } from "@/components/stores/reliability";
import { Card } from "@/components/ui/card";
import type { Viewer } from "@/lib/auth/server/viewer";
import { dayOf } from "@/lib/board/model/columns";
import { figuresChannel } from "@/lib/figures/model/channels";
import { daySchema } from "@/lib/figures/model/day";
import { presentDay } from "@/lib/figures/model/present-day";
import { readFiguresPage } from "@/lib/figures/server/queries";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { canSendMail } from "@/lib/server/mail";
import { readLive } from "@/lib/server/read-live";
import { readReliability } from "@/lib/stores/server/admin/reliability";
import { requireStaff } from "@/lib/stores/server/queries";
import "@/components/figures/figures.css";

const querySchema = z.object({ date: z.catch(z.optional(daySchema), undefined) });

type Props = PageProps<"/partner/[tenant]/figures">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await requireStaff((await params).tenant);
  const t = await getTranslations("figures");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function FiguresPage({ params, searchParams }: Props) {
  const slug = (await params).tenant;
  const path = `/partner/${slug}/figures`;
  const { viewer, tenant } = await requireStaff(slug, path);
  const query = await searchParams;
  const now = Date.now();
  const today = dayOf(now, tenant.time_zone);
  const { date: chosen } = querySchema.parse(query);
  const { date: present, shiftUntil } = presentDay(tenant, now);
  const date = chosen ?? present;
  const { data, since } = await readLive(
    () => readFiguresPage(viewer, tenant, date),
    [tenantOrdersChannel.name(tenant.id), figuresChannel.name(tenant.id)],
  );
  if (data === null) notFound();
  const t = await getTranslations("figures");
  return (
    <div className="fig-page">
      <ContentUser />
      <header className="fig-head">
        <h1>
          <span>{t("title")}</span>
          <bdi className="fig-store">{tenant.name}</bdi>
          <span className="fig-date">{dateText(date)}</span>
        </h1>
        <DayChoice path={path} date={date} today={today} present={present} />
      </header>
      {query.date !== undefined && chosen === undefined && <p>{t("bad_day")}</p>}
      <FiguresScreen
        key={date}
        figures={data.figures}
        days={data.days}
        since={since}
        followsToday={query.date === undefined}
        shiftUntil={date === present ? shiftUntil : null}
        canMail={canSendMail()}
      />
      <Suspense fallback={null}>
        <StoreReliability viewer={viewer} tenantId={tenant.id} />
      </Suspense>
    </div>
  );
}

/** Streamed after the figures: it reads the orders of 90 days. */
async function StoreReliability({ viewer, tenantId }: { viewer: Viewer; tenantId: string }) {
  const reliability = await readReliability(viewer, tenantId);
  if (reliability === null) return null;
  const t = await getTranslations("reliability");
  return (
    <Card aria-labelledby="reliability" className="mt-5 grid gap-3">
      <h2 id="reliability" className="text-xl">
        {t("title")}
      </h2>
      <Reliability {...reliability} />
    </Card>
  );
}
