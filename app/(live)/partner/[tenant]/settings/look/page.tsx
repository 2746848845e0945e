import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { LookForm } from "@/components/stores/look-form";
import { getPlates } from "@/lib/menu/server/storefronts";
import { requireStaff } from "@/lib/stores/server/queries";

type Props = PageProps<"/partner/[tenant]/settings/look">;

const pathOf = (slug: string) => `/partner/${slug}/settings/look`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "look");
  const t = await getTranslations("partner.look");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function LookPage({ params }: Props) {
  const { tenant: slug } = await params;
  const { tenant } = await requireStaff(slug, pathOf(slug), "look");
  const [glyphs, t] = await Promise.all([getPlates(slug), getTranslations("partner.look")]);
  const { cloth_pattern, cloth_colours } = tenant;
  return (
    <div className="look-page">
      <ContentUser />
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-soft">{t("lead")}</p>
      <LookForm
        store={{ id: tenant.id, name: tenant.name }}
        look={{ cloth_pattern, cloth_colours }}
        glyphs={glyphs}
      />
    </div>
  );
}
