import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";
import { formatDateTime } from "@/lib/text/format";

export interface JobSchedule {
  readonly name: string;
  /** Null before the first run. */
  readonly lastRunAt: Date | null;
  /** First occurrence after the latest run. It may be past. */
  readonly dueAt: Date;
  readonly nextAt: Date;
  readonly isLate: boolean;
}

const inUtc = (at: Date) => formatDateTime(at.toISOString(), "UTC");

function State({ schedule }: { schedule: JobSchedule }) {
  const t = useTranslations("admin.jobs.schedules");
  if (schedule.isLate) return <StageBadge stage="late">{t("late")}</StageBadge>;
  return <Badge>{t(schedule.lastRunAt === null ? "new" : "on_time")}</Badge>;
}

/** Late schedules come first. */
export function JobSchedules({ schedules }: { schedules: readonly JobSchedule[] }) {
  const t = useTranslations("admin.jobs.schedules");
  const sorted = schedules.toSorted((a, b) => Number(b.isLate) - Number(a.isLate));
  return (
    <Card aria-labelledby="schedules" className="grid grid-cols-1 gap-3">
      <h2 id="schedules" className="text-xl">
        {t("title")}
      </h2>
      {sorted.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="job-rows">
          {sorted.map((schedule) => (
            <li key={schedule.name}>
              <div className="job-head">
                <h3 translate="no">{schedule.name}</h3>
                <State schedule={schedule} />
              </div>
              {schedule.isLate && <p>{t("missed", { time: inUtc(schedule.dueAt) })}</p>}
              <p className="job-note">
                {schedule.lastRunAt !== null && (
                  <span>{`${t("last_run", { time: inUtc(schedule.lastRunAt) })} `}</span>
                )}
                <span>
                  {t(schedule.lastRunAt === null && !schedule.isLate ? "first" : "next", {
                    time: inUtc(schedule.nextAt),
                  })}
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
