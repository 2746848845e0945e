import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { IncidentCard } from "@/components/status/incident-card";
import { IncidentForm } from "@/components/status/incident-form";
import { IncidentUpdateForm } from "@/components/status/incident-update-form";
import { ButtonLink } from "@/components/ui/button-link";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { queryable } from "@/lib/db/client";
import { readLive } from "@/lib/server/read-live";
import { countSubscribers } from "@/lib/status/server/mail-incident";
import { listIncidents } from "@/lib/status/server/queries";

const PATH = "/admin/incidents";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("health.admin"))("title") };
}

export default async function IncidentsPage() {
  await requireAdmin(PATH);
  const t = await getTranslations("health.admin");
  const { data, since } = await readLive(async () => {
    const readAt = Date.now();
    const [incidents, count] = await Promise.all([
      listIncidents(await queryable(), readAt),
      countSubscribers(),
    ]);
    return { incidents, count, readAt };
  });
  const { incidents, count, readAt } = data;
  return (
    <div className="mx-auto grid max-w-3xl grid-cols-1 gap-6">
      <ContentUser />
      <header className="grid justify-items-start gap-2">
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="text-soft">{t("lead", { count })}</p>
        <ButtonLink href="/status" prefetch={false}>
          {t("see")}
        </ButtonLink>
      </header>
      <IncidentForm />
      <section aria-labelledby="list" className="grid grid-cols-1 gap-3">
        <h2 id="list" className="text-xl">
          {t("list.title")}
        </h2>
        {incidents.length === 0 ? (
          <p className="text-soft">{t("list.none")}</p>
        ) : (
          incidents.map((incident) => (
            <IncidentCard key={incident.id} incident={incident}>
              {incident.resolved_at === null && (
                <IncidentUpdateForm incidentId={incident.id} title={incident.title} />
              )}
            </IncidentCard>
          ))
        )}
      </section>
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
