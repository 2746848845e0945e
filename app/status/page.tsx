import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod";
import { DayBars } from "@/components/status/day-bars";
import { IncidentCard } from "@/components/status/incident-card";
import { LatencyFigures } from "@/components/status/latency-figures";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { canSendMail } from "@/lib/server/mail";
import { readStatusPage } from "@/lib/status/server/queries";
import { formatDateTime } from "@/lib/text/format";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("health.page");
  return { title: t("title"), description: t("description") };
}

const askedSchema = z.object({
  mail: z.enum(["asked", "invalid", "limited", "no_mail"]).optional().catch(undefined),
});

const TONE = { healthy: "info", degraded: "warn", down: "danger" } as const;

export default async function StatusPage({ searchParams }: PageProps<"/status">) {
  const t = await getTranslations("health.page");
  const { mail } = askedSchema.parse(await searchParams);
  const { status, latency_ms, repaired, lost, incidents, days, read_at, isCurrent, isMeasured } =
    await readStatusPage();
  return (
    <div className="mx-auto grid max-w-3xl grid-cols-1 gap-6">
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("read_at", { time: formatDateTime(read_at, "UTC") })}</p>
      </header>
      <Banner tone={TONE[status]} role="status" title={t(`status.${status}`)}>
        {t(`status_hint.${status}`)}
      </Banner>
      {!isCurrent && <p>{t("old")}</p>}
      {isCurrent && !isMeasured && <p>{t("unmeasured")}</p>}
      <section aria-labelledby="incidents" className="grid grid-cols-1 gap-3">
        <h2 id="incidents" className="text-xl">
          {t("incidents.title")}
        </h2>
        {incidents.length === 0 ? (
          <p className="text-soft">{t("incidents.none")}</p>
        ) : (
          incidents.map((incident) => <IncidentCard key={incident.id} incident={incident} />)
        )}
      </section>
      <Card aria-labelledby="latency" className="grid grid-cols-1 gap-3">
        <h2 id="latency" className="text-xl">
          {t("latency.title")}
        </h2>
        <p className="text-soft">{t("latency.lead")}</p>
        <LatencyFigures latency={latency_ms} repaired={repaired} lost={lost} />
      </Card>
      <Card aria-labelledby="days" className="grid grid-cols-1 gap-3">
        <h2 id="days" className="text-xl">
          {t("days.title")}
        </h2>
        <p className="text-soft">{t("days.lead")}</p>
        <DayBars days={days} />
      </Card>
      <Card id="subscribe" aria-labelledby="subscribe-title" className="grid grid-cols-1 gap-3">
        <h2 id="subscribe-title" className="text-xl">
          {t("subscribe.title")}
        </h2>
        {mail !== undefined && (
          <Banner tone={mail === "asked" ? "info" : "danger"} role={mail === "asked" ? "status" : "alert"}>
            {t(`subscribe.${mail}`)}
          </Banner>
        )}
        {canSendMail() ? (
          <form method="post" action="/status/subscribe" className="grid grid-cols-1 gap-3">
            <p className="text-soft">{t("subscribe.lead")}</p>
            <Field label={t("subscribe.email")} required>
              <Input type="email" name="email" autoComplete="email" maxLength={254} />
            </Field>
            <Button type="submit" className="justify-self-start">
              {t("subscribe.submit")}
            </Button>
          </form>
        ) : (
          <p className="text-soft">{t("subscribe.no_mail")}</p>
        )}
      </Card>
    </div>
  );
}
