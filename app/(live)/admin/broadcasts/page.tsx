import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { BroadcastsScreen } from "@/components/broadcasts/broadcasts-screen";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { listBroadcasts } from "@/lib/broadcasts/server/queries";
import { readLive } from "@/lib/server/read-live";

const PATH = "/admin/broadcasts";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("broadcasts.admin"))("title") };
}

export default async function BroadcastsPage() {
  const viewer = await requireAdmin(PATH);
  const { data: broadcasts, since } = await readLive(() => listBroadcasts(viewer));
  if (broadcasts === null) notFound();
  const t = await getTranslations("broadcasts.admin");
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <BroadcastsScreen broadcasts={broadcasts} renderedAt={Date.now()} since={since} />
    </div>
  );
}
