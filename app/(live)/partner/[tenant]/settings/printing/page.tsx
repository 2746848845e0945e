import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { PrintersPanel } from "@/components/printing/printers-panel";
import { readPrinting } from "@/lib/printing/server/queries";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";

type Props = PageProps<"/partner/[tenant]/settings/printing">;

const pathOf = (slug: string) => `/partner/${slug}/settings/printing`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "printers");
  const t = await getTranslations("printing.settings");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function PrintingPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { viewer, tenant } = await requireStaff(slug, pathOf(slug), "printers");
  const { data: printing } = await readLive(() => readPrinting(viewer, tenant.id));
  if (printing === null) notFound();
  const t = await getTranslations("printing.settings");
  return (
    <div className="printers-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <PrintersPanel
        store={{ id: tenant.id, slug: tenant.slug, timeZone: tenant.time_zone }}
        printing={{ ...printing, readAt: Date.now() }}
      />
    </div>
  );
}
