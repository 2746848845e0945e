import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { FailedJobs } from "@/components/platform/failed-jobs";
import { JobQueues } from "@/components/platform/job-queues";
import { JobSchedules } from "@/components/platform/job-schedules";
import { KeepCurrent } from "@/components/platform/keep-current";
import { LateSchedules } from "@/components/platform/late-schedules";
import { ReactionProblems } from "@/components/platform/reaction-problems";
import { RunningJobs } from "@/components/platform/running-jobs";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { jobs } from "@/lib/jobs";
import { COUNT_AT_MOST } from "@/lib/jobs/queue-counts";
import { readBackgroundWork } from "@/lib/platform/server/queries";
import { readLive } from "@/lib/server/read-live";
import "@/components/platform/platform.css";

const PATH = "/admin/jobs";

const querySchema = z.object({ cursor: z.string().max(80).optional().catch(undefined) });

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.jobs"))("title") };
}

export default async function JobsPage({ searchParams }: PageProps<"/admin/jobs">) {
  const viewer = await requireAdmin(PATH);
  const { cursor } = querySchema.parse(await searchParams);
  const t = await getTranslations("admin.jobs");
  const { data: work, since } = await readLive(() => readBackgroundWork(viewer, jobs, { cursor }));
  if (work === null) notFound();
  const { queues, schedules, problems, next_cursor, readAt } = work;
  const failed = work.failed.map((job) => ({ ...job, next_at: job.next_at?.toISOString() ?? null }));
  const running = queues.filter((queue) => queue.running > 0);
  const late = schedules.filter(({ isLate }) => isLate).length;
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <LateSchedules count={late} />
      <div className="jobs-page">
        <div className="jobs-column">
          <RunningJobs jobs={running} />
          <FailedJobs jobs={failed} path={PATH} isOlder={cursor !== undefined} nextCursor={next_cursor} />
          <ReactionProblems problems={problems} />
        </div>
        <div className="jobs-column">
          <JobSchedules schedules={schedules} />
          <JobQueues queues={queues} countAtMost={COUNT_AT_MOST} />
        </div>
      </div>
      <KeepCurrent
        since={since}
        readAt={readAt}
        isRunning={running.length > 0}
        failing={[...new Set(failed.map(({ name }) => name))]}
        late={late}
      />
    </div>
  );
}
