import { useTranslations } from "next-intl";
import type { Latency } from "@/lib/status/model/latency";

interface LatencyFiguresProps {
  latency: Latency;
  repaired: number;
  lost: number;
}

/** Our own latency of today, and how often it had to be repaired. */
export function LatencyFigures({ latency, repaired, lost }: LatencyFiguresProps) {
  const t = useTranslations("health.page.latency");
  const within = (ms: number | null) => (ms === null ? t("none") : t("within", { ms }));
  return (
    <dl className="status-figures">
      {(["p50", "p95", "p99"] as const).map((part) => (
        <div key={part}>
          <dt>{t(part)}</dt>
          <dd>{within(latency[part])}</dd>
        </div>
      ))}
      <div>
        <dt>{t("repaired")}</dt>
        <dd>
          <span>{repaired}</span>
          <small>{t("repaired_hint")}</small>
        </dd>
      </div>
      <div>
        <dt>{t("lost")}</dt>
        <dd>
          <span>{lost}</span>
          <small>{t("lost_hint")}</small>
        </dd>
      </div>
    </dl>
  );
}
