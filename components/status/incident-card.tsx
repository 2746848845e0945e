import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Badge, StageBadge } from "@/components/ui/feedback/badge";
import { Words } from "@/components/ui/words";
import type { Incident } from "@/lib/status/model/incident";
import { formatDateTime } from "@/lib/text/format";

/** An incident with its updates, the latest first. `children` is what an admin can do with it. */
export function IncidentCard({ incident, children }: { incident: Incident; children?: ReactNode }) {
  const t = useTranslations("health.page.incidents");
  const words = useTranslations("health.state");
  const { id, title, impact, started_at, resolved_at, updates } = incident;
  return (
    <Card aria-labelledby={`incident-${id}`} className="grid grid-cols-1 gap-3">
      <header className="grid gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <StageBadge stage={resolved_at !== null ? "done" : impact === "down" ? "late" : "new"}>
            {resolved_at !== null ? t("resolved", { time: formatDateTime(resolved_at, "UTC") }) : t("open")}
          </StageBadge>
          <Badge>{t(`impact.${impact}`)}</Badge>
        </div>
        <h3 id={`incident-${id}`} dir="auto" className="text-lg break-words">
          {title}
        </h3>
        <p className="text-sm text-soft">{t("started", { time: formatDateTime(started_at, "UTC") })}</p>
      </header>
      <ol className="incident-updates">
        {updates.map(({ id: updateId, state, text, at }) => (
          <li key={updateId}>
            <p className="flex flex-wrap gap-x-2">
              <strong>{words(state)}</strong>
              <time dateTime={at} className="text-sm text-soft">
                {`${formatDateTime(at, "UTC")} UTC`}
              </time>
            </p>
            <p dir="auto" className="whitespace-pre-line">
              {text}
            </p>
          </li>
        ))}
      </ol>
      <Words>{children}</Words>
    </Card>
  );
}
