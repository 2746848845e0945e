import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AuditRows } from "@/components/admin/audit-rows";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { BanForm } from "@/components/admin/people/ban-form";
import { EndSessions } from "@/components/admin/people/end-sessions";
import { PersonBadges } from "@/components/admin/people/person-badges";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { readPerson } from "@/lib/platform/server/people/queries";
import { readLive } from "@/lib/server/read-live";
import { formatDateTime } from "@/lib/text/format";

type Props = PageProps<"/admin/users/[userId]">;

const read = cache(async (userId: string) => {
  const viewer = await requireAdmin(`/admin/users/${userId}`);
  const { data, since } = await readLive(async () => ({
    person: await readPerson(viewer, userId),
    readAt: Date.now(),
  }));
  const { person, readAt } = data;
  if (person === null) notFound();
  return { viewer, person, since, readAt };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { person } = await read((await params).userId);
  return { title: person.name ?? person.email };
}

export default async function PersonPage({ params }: Props) {
  const { viewer, person, since, readAt } = await read((await params).userId);
  const t = await getTranslations("admin.person");
  const role = await getTranslations("admin.person.store_role");
  const isBanned = person.banned_at !== null;
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <nav aria-label={t("links")} className="flex flex-wrap gap-2">
        <ButtonLink href="/admin/users" size="sm">
          {t("back")}
        </ButtonLink>
        <ButtonLink
          href={`/admin/orders?${new URLSearchParams({ q: person.email })}`}
          size="sm"
          prefetch={false}
        >
          {t("orders")}
        </ButtonLink>
      </nav>
      <header className="grid gap-1">
        <h1 className="text-3xl wrap-anywhere" translate="no">
          {person.name ?? person.email}
        </h1>
        <p className="text-soft wrap-anywhere" translate="no">
          {person.email}
        </p>
        <p>
          <PersonBadges person={person} />
        </p>
      </header>
      {isBanned && (
        <Banner tone="danger" title={t("is_banned")}>
          {person.ban_reason}
        </Banner>
      )}
      <div className="admin-cards">
        <Card aria-labelledby="sessions" className="grid gap-3">
          <h2 id="sessions" className="text-xl">
            {t("sessions")}
          </h2>
          <p className="text-soft">
            {t("connections", { count: person.connections, tokens: person.tokens })}
          </p>
          {person.sessions.length > 0 && (
            <>
              <ul className="admin-rows">
                {person.sessions.map(({ id, device, created_at }) => (
                  <li key={id}>
                    <b>{device ?? t("unknown_device")}</b>
                    <time dateTime={created_at.toISOString()}>
                      {t("since", { time: formatDateTime(created_at.toISOString(), "UTC") })}
                    </time>
                  </li>
                ))}
              </ul>
              <EndSessions userId={person.id} />
            </>
          )}
        </Card>
        <Card aria-labelledby="stores" className="grid gap-3">
          <h2 id="stores" className="text-xl">
            {t("stores")}
          </h2>
          {person.memberships.length === 0 ? (
            <p className="text-soft">{t("no_stores")}</p>
          ) : (
            <ul className="admin-rows">
              {person.memberships.map((store) => (
                <li key={store.id}>
                  <b translate="no">{store.name}</b>
                  <span>{role(store.role)}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card aria-labelledby="ban" className="grid gap-3">
          <h2 id="ban" className="text-xl">
            {t(isBanned ? "lift.title" : "ban.title")}
          </h2>
          {person.id === viewer.userId ? (
            <p className="text-soft">{t("is_you")}</p>
          ) : (
            <BanForm userId={person.id} isBanned={isBanned} />
          )}
        </Card>
        <Card aria-labelledby="audit" className="grid gap-3">
          <h2 id="audit" className="text-xl">
            {t("audit")}
          </h2>
          <AuditRows entries={person.audit} />
        </Card>
      </div>
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
