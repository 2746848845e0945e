import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { FleetScreen } from "@/components/riders/fleet-screen";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { readFleet } from "@/lib/riders/server/queries";
import { readLive } from "@/lib/server/read-live";
import "@/components/riders/riders.css";

const PATH = "/admin/riders";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("riders.fleet"))("title") };
}

export default async function RidersPage() {
  const viewer = await requireAdmin(PATH);
  const { data: fleet, since } = await readLive(
    () => readFleet(viewer, null),
    [fleetChannel.name(PLATFORM_FLEET)],
  );
  if (fleet === null) notFound();
  const t = await getTranslations("riders.fleet");
  return (
    <div className="fleet-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead_platform")}</p>
      <FleetScreen tenantId={null} fleet={fleet} since={since} />
    </div>
  );
}
