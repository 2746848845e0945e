import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { TeamScreen } from "@/components/team/team-screen";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";
import { teamChannel } from "@/lib/team/model/channel";
import { readTeam } from "@/lib/team/server/queries";
import "@/components/riders/riders.css";

type Props = PageProps<"/partner/[tenant]/settings/team">;

const pathOf = (slug: string) => `/partner/${slug}/settings/team`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "team");
  const t = await getTranslations("team");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function TeamPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { viewer, tenant } = await requireStaff(slug, pathOf(slug), "team");
  const { data: team, since } = await readLive(
    () => readTeam(viewer, tenant.id),
    [teamChannel.name(tenant.id)],
  );
  if (team === null) notFound();
  const t = await getTranslations("team");
  return (
    <div className="fleet-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead", { store: tenant.name })}</p>
      <TeamScreen
        store={{ id: tenant.id, timeZone: tenant.time_zone }}
        ownId={viewer.userId}
        team={team}
        since={since}
      />
    </div>
  );
}
