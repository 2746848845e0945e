import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { FailedJobs } from "@/components/platform/failed-jobs";
import { JobActivity } from "@/components/platform/job-activity";
import { ReactionProblems } from "@/components/platform/reaction-problems";
import { RefreshOnJobActivity } from "@/components/platform/refresh-on-job-activity";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { readBackgroundWork } from "@/lib/platform/server/queries";
import { readLive } from "@/lib/server/read-live";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/jobs");
  return { title: (await getTranslations("admin.jobs"))("title") };
}

export default async function JobsPage() {
  const viewer = await requireAdmin("/admin/jobs");
  const t = await getTranslations("admin.jobs");
  const { data: work, since } = await readLive(() => readBackgroundWork(viewer));
  if (work === null) notFound();
  const failed = work.failed.map(({ id, queue, error, attempts, failedAt }) => ({
    id,
    queue,
    error,
    attempts,
    failed_at: failedAt.toISOString(),
  }));
  return (
    <div className="grid grid-cols-1 gap-6">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <JobActivity jobs={work.activity} />
      <FailedJobs jobs={failed} />
      <ReactionProblems problems={work.problems} />
      <RefreshOnJobActivity since={since} />
    </div>
  );
}
