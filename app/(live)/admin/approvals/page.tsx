import { CheckCheck } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { AnswerAppeal } from "@/components/admin/people/answer-appeal";
import { type WaitingKind, WaitingWork } from "@/components/admin/waiting-work";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/feedback/badge";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { countOpenReports, REPORTS_COUNTED } from "@/lib/chat/server/list-reports";
import { jobs } from "@/lib/jobs";
import { listFailedJobs } from "@/lib/jobs/failed-jobs";
import { APPEALS_AT_MOST, listOpenAppeals } from "@/lib/platform/server/people/appeals";
import { readLive } from "@/lib/server/read-live";
import { formatDateTime } from "@/lib/text/format";

const PATH = "/admin/approvals";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.approvals"))("title") };
}

export default async function ApprovalsPage() {
  const viewer = await requireAdmin(PATH);
  const t = await getTranslations("admin.approvals");
  const { data, since } = await readLive(async () => ({
    appeals: await listOpenAppeals(viewer),
    reports: await countOpenReports(viewer),
    failed: await listFailedJobs(viewer, jobs),
    readAt: Date.now(),
  }));
  const { appeals, reports, failed, readAt } = data;
  if (appeals === null || reports === null || failed === null) notFound();
  const waiting: WaitingKind[] = [
    { kind: "appeals", href: "#appeals", count: appeals.length, isMore: appeals.length >= APPEALS_AT_MOST },
    { kind: "reports", href: "/admin/chats", count: reports, isMore: reports >= REPORTS_COUNTED },
    {
      ...{ kind: "jobs", href: "/admin/jobs", count: failed.failed.length },
      isMore: failed.next_cursor !== null,
    },
  ];
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <WaitingWork kinds={waiting} />
      <div id="appeals">
        {appeals.length === 0 ? (
          <EmptyState icon={<CheckCheck />} title={t("none_title")}>
            {t("none_body")}
          </EmptyState>
        ) : (
          <ul className="grid gap-5">
            {appeals.map(({ id, user_id, name, reason, message, created_at }) => (
              <li key={id}>
                <Card aria-labelledby={`approval-${id}`} className="grid gap-3">
                  <header className="flex flex-wrap items-baseline justify-between gap-2">
                    <h2 id={`approval-${id}`} className="text-xl">
                      <Link href={`/admin/users/${user_id}`} prefetch={false} translate="no">
                        {name}
                      </Link>
                    </h2>
                    <Badge>{t("kind.appeal")}</Badge>
                    <time dateTime={created_at.toISOString()} className="text-soft">
                      {t("since", { time: formatDateTime(created_at.toISOString(), "UTC") })}
                    </time>
                  </header>
                  <p className="flex flex-wrap gap-x-2">
                    <b>{t("banned_for")}</b>
                    <span dir="auto">{`“${reason ?? ""}”`}</span>
                  </p>
                  <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
                    {message}
                  </p>
                  <AnswerAppeal id={id} />
                </Card>
              </li>
            ))}
          </ul>
        )}
      </div>
      <KeepListCurrent since={since} readAt={readAt} onAppeal={t("arrived")} />
    </div>
  );
}
