import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { MenuEditor } from "@/components/menu/menu-editor";
import { hasRight } from "@/lib/auth/model/store-rights";
import { menuChannel } from "@/lib/menu/model/channels";
import { photoStorage } from "@/lib/menu/server/photos/storage/choose-storage";
import { getMenu } from "@/lib/menu/server/queries";
import { photoLimitMb } from "@/lib/photos/photo-limit";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";

type Props = PageProps<"/partner/[tenant]/menu">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await requireStaff((await params).tenant);
  const t = await getTranslations("menu");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function MenuEditorPage({ params }: Props) {
  const slug = (await params).tenant;
  const { viewer, tenant } = await requireStaff(slug, `/partner/${slug}/menu`);
  const { data: menu, since } = await readLive(
    (position) => getMenu(slug, position),
    [menuChannel.name(tenant.id)],
  );
  if (menu === null) notFound();
  const t = await getTranslations("menu");
  const mayEdit = hasRight(viewer, tenant.id, "menu");
  return (
    <div className="menu-editor">
      <ContentUser />
      <h1>{t("title")}</h1>
      <p className="menu-lead">{t(mayEdit ? "lead" : "lead_staff")}</p>
      <MenuEditor
        menu={menu}
        since={since}
        photoLimitMb={photoStorage() === null ? null : photoLimitMb()}
        mayEdit={mayEdit}
      />
    </div>
  );
}
