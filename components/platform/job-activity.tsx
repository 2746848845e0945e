import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";
import { formatDateTime } from "@/lib/text/format";

interface Job {
  name: string;
  state: "idle" | "running" | "error";
  /** 0 to 100; null when the run does not report it. */
  progress: number | null;
  message: string | null;
  error: string | null;
  processed: number | null;
  updated_at: Date;
}

function State({ state, progress }: Pick<Job, "state" | "progress">) {
  const t = useTranslations("admin.jobs.activity");
  if (state === "error") return <StageBadge stage="late">{t("failed")}</StageBadge>;
  if (state === "idle") return <Badge>{t("idle")}</Badge>;
  return (
    <StageBadge stage="preparing">
      {progress === null ? t("running") : t("running_at", { percent: progress })}
    </StageBadge>
  );
}

export function JobActivity({ jobs }: { jobs: readonly Job[] }) {
  const t = useTranslations("admin.jobs.activity");
  return (
    <Card aria-labelledby="jobs" className="grid grid-cols-1 gap-3">
      <h2 id="jobs" className="text-xl">
        {t("title")}
      </h2>
      {jobs.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <table aria-labelledby="jobs" className="w-full text-start wrap-anywhere">
          <thead className="text-sm text-soft">
            <tr>
              <th scope="col" className="py-1 pe-3 text-start">
                {t("job")}
              </th>
              <th scope="col" className="py-1 pe-3 text-start">
                {t("state")}
              </th>
              <th scope="col" className="py-1 text-start">
                {t("changed")}
              </th>
            </tr>
          </thead>
          <tbody>
            {jobs.map(({ name, state, progress, message, error, processed, updated_at }) => (
              <tr key={name} className="border-hair border-t align-baseline">
                <th scope="row" className="py-2 pe-3 text-start font-mono font-semibold">
                  <span translate="no">{name}</span>
                  {(error ?? message) !== null && (
                    <small dir="auto" className="block font-normal text-soft">
                      {error ?? message}
                    </small>
                  )}
                </th>
                <td className="py-2 pe-3">
                  <State state={state} progress={progress} />
                </td>
                <td className="py-2 text-sm">
                  <time dateTime={updated_at.toISOString()}>
                    {formatDateTime(updated_at.toISOString(), "UTC")}
                  </time>
                  {processed !== null && (
                    <small className="block text-soft">{t("processed", { count: processed })}</small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
