import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { StageBadge } from "@/components/ui/feedback/badge";
import { formatDateTime } from "@/lib/text/format";

export interface JobQueue {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  readonly retrying: number;
  readonly dead: number;
  /** The last run that was reported has failed. */
  readonly hasFailed: boolean;
  readonly lastRunAt: Date | null;
  readonly processed: number | null;
}

interface Count {
  readonly state: "waiting" | "running" | "retrying" | "dead";
  readonly count: number;
}

interface JobQueuesProps {
  queues: readonly JobQueue[];
  /** Counts of this size mean "at least". */
  countAtMost: number;
}

function CountOf({ state, count, atMost }: Count & { atMost: number }) {
  const t = useTranslations("admin.jobs.queues");
  return (
    <div data-none={count === 0} data-alarming={count > 0 && (state === "dead" || state === "retrying")}>
      <dt>{t(state)}</dt>
      <dd>{t(count < atMost ? "count" : "count_at_least", { count })}</dd>
    </div>
  );
}

export function JobQueues({ queues, countAtMost }: JobQueuesProps) {
  const t = useTranslations("admin.jobs.queues");
  return (
    <Card aria-labelledby="queues" className="grid grid-cols-1 gap-3">
      <h2 id="queues" className="text-xl">
        {t("title")}
      </h2>
      {queues.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="job-rows">
          {queues.map(({ name, hasFailed, lastRunAt, processed, ...counts }) => (
            <li key={name} className="job-queue">
              <div className="job-head">
                <h3 translate="no">{name}</h3>
                {hasFailed && <StageBadge stage="late">{t("last_failed")}</StageBadge>}
              </div>
              <dl className="queue-counts">
                {(["waiting", "running", "retrying", "dead"] as const).map((state) => (
                  <CountOf key={state} state={state} count={counts[state]} atMost={countAtMost} />
                ))}
              </dl>
              <p className="job-note">
                {lastRunAt === null ? (
                  <span>{t("never")}</span>
                ) : (
                  <time dateTime={lastRunAt.toISOString()} className="font-sans">
                    {t("last_run", { time: formatDateTime(lastRunAt.toISOString(), "UTC") })}
                  </time>
                )}
                {processed !== null && <span>{` · ${t("processed", { count: processed })}`}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
