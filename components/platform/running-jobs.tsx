import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { StageBadge } from "@/components/ui/feedback/badge";
import { formatDateTime } from "@/lib/text/format";

export interface RunningJob {
  readonly name: string;
  readonly running: number;
  readonly running_since: Date | null;
  /** 0 to 100; null when the run does not report it. */
  readonly progress: number | null;
  readonly message: string | null;
}

function RunningJobRow({ job, id }: { job: RunningJob; id: string }) {
  const t = useTranslations("admin.jobs.running");
  const { name, running, running_since, progress, message } = job;
  return (
    <li>
      <div className="job-head">
        <h3 id={id} translate="no">
          {name}
        </h3>
        <StageBadge stage="preparing">
          {progress === null ? t("runs", { count: running }) : t("percent", { percent: progress })}
        </StageBadge>
      </div>
      {/* Without a value the bar says that the job works, and not how far it is. */}
      <progress
        className="job-progress"
        aria-labelledby={id}
        max={100}
        {...(progress !== null && { value: progress })}
      />
      <p className="job-note flex flex-wrap justify-between gap-x-4">
        <span>{message ?? t("no_progress")}</span>
        {running_since !== null && (
          <time dateTime={running_since.toISOString()} className="font-sans">
            {t("since", { time: formatDateTime(running_since.toISOString(), "UTC") })}
          </time>
        )}
      </p>
    </li>
  );
}

export function RunningJobs({ jobs }: { jobs: readonly RunningJob[] }) {
  const t = useTranslations("admin.jobs.running");
  return (
    <Card aria-labelledby="running" className="grid grid-cols-1 gap-3">
      <h2 id="running" className="text-xl">
        {t("title")}
      </h2>
      {jobs.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="job-rows">
          {jobs.map((job) => (
            <RunningJobRow key={job.name} job={job} id={`running-${job.name}`} />
          ))}
        </ul>
      )}
    </Card>
  );
}
