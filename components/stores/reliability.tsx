import { useTranslations } from "next-intl";
import { StageBadge } from "@/components/ui/feedback/badge";
import { RELIABILITY, type Reliability as Score } from "@/lib/stores/model/reliability";

const STAGES = { good: "done", below: "late", too_few: "new" } as const;

export function ReliabilityBadge({ score }: { score: Score }) {
  const t = useTranslations("reliability");
  return <StageBadge stage={STAGES[score.verdict]}>{t(`verdict.${score.verdict}`)}</StageBadge>;
}

interface ReliabilityProps {
  recent: Score;
  all: Score;
}

/** A store's reliability with its bar and with what counts. For admins and for the store itself. */
export function Reliability({ recent, all }: ReliabilityProps) {
  const t = useTranslations("reliability");
  const [recentDays, allDays] = RELIABILITY.days;
  const rows = [
    { days: recentDays, score: recent },
    { days: allDays, score: all },
  ];
  return (
    <>
      <ul className="grid gap-3">
        {rows.map(({ days, score }) => (
          <li key={days} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <h3>{t("days", { days })}</h3>
            <ReliabilityBadge score={score} />
            <p className="basis-full">
              {score.completion === null || score.ownFault === null
                ? t("no_orders")
                : t("shares", {
                    completion: score.completion,
                    fault: score.ownFault,
                    count: score.counted,
                  })}
            </p>
          </li>
        ))}
      </ul>
      <p className="text-soft">
        {t("bar", {
          completion: RELIABILITY.completion,
          fault: RELIABILITY.ownFault,
          orders: RELIABILITY.orders,
        })}
      </p>
      <p className="text-soft">{t("counts")}</p>
    </>
  );
}
