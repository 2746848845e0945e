import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { SwitchesScreen } from "@/components/broadcasts/switches-screen";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { queryable } from "@/lib/db/client";
import { readSwitches } from "@/lib/platform/server/switches";
import { readLive } from "@/lib/server/read-live";

const PATH = "/admin/switches";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("broadcasts.switches"))("title") };
}

export default async function SwitchesPage() {
  await requireAdmin(PATH);
  const { data: stopped, since } = await readLive(async () => readSwitches(await queryable()));
  const t = await getTranslations("broadcasts.switches");
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <SwitchesScreen stopped={stopped} since={since} />
    </div>
  );
}
