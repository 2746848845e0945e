import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { formatDateTime } from "@/lib/text/format";

interface ReactionProblem {
  reaction: string;
  channel: string;
  /** Consecutive failures of the event that stops the channel. */
  failures: number;
  error: string | null;
  retry_at: Date | null;
  /** How often events were gone before they were read. */
  resets: number;
  reset_at: Date | null;
}

const timeOf = (at: Date | null) => (at === null ? "–" : formatDateTime(at.toISOString(), "UTC"));

export function ReactionProblems({ problems }: { problems: readonly ReactionProblem[] }) {
  const t = useTranslations("admin.jobs.reactions");
  return (
    <Card aria-labelledby="reactions" className="grid grid-cols-1 gap-3">
      <h2 id="reactions" className="text-xl">
        {t("title")}
      </h2>
      {problems.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul>
          {problems.map(({ reaction, channel, failures, error, retry_at, resets, reset_at }) => (
            <li
              key={`${reaction} ${channel}`}
              className="border-hair border-t py-3 wrap-anywhere first:border-t-0"
            >
              <h3 className="font-mono text-base">{`${reaction} · ${channel}`}</h3>
              {error !== null && <p dir="auto">{error}</p>}
              <p className="text-sm text-soft">
                {failures > 0 && (
                  <span>{`${t("failing", { count: failures, time: timeOf(retry_at) })} `}</span>
                )}
                {resets > 0 && <span>{t("missed", { count: resets, time: timeOf(reset_at) })}</span>}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
