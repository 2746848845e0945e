import { UtensilsCrossed } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { FollowMenu, PollMenu } from "@/components/menu/follow-menu";
import { MenuBoard } from "@/components/shop/menu/menu-board";
import { RestaurantHeading } from "@/components/shop/restaurant-heading";
import { ShopCloth } from "@/components/shop/shop-cloth";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { currentViewer } from "@/lib/auth/server/viewer";
import { menuChannel } from "@/lib/menu/model/channels";
import { favouritesOn, platesOfMenu } from "@/lib/menu/model/favourites";
import { listMostOrdered } from "@/lib/menu/server/most-ordered";
import { getMenu } from "@/lib/menu/server/queries";
import { readLive } from "@/lib/server/read-live";
import { isNewStore } from "@/lib/stores/model/new-store";
import { isInSetup } from "@/lib/stores/model/schema";
import { findTenantId } from "@/lib/stores/server/queries";

/**
 * Once per request: its title and the page need the same. Null for a store in set-up, too: the title is made, and the page can be
 * asked for, without the layout around it.
 */
const readPage = cache(async (slug: string) => {
  const id = await findTenantId(slug);
  if (id === null) return null;
  const page = await readLive((position) => getMenu(slug, position), [menuChannel.name(id)]);
  return page.data === null || isInSetup(page.data.tenant) ? null : { menu: page.data, since: page.since };
});

export async function generateMetadata({ params }: PageProps<"/[tenant]">): Promise<Metadata> {
  const tenant = (await readPage((await params).tenant))?.menu.tenant;
  return tenant === undefined ? {} : { title: tenant.name, description: tenant.description };
}

export default async function MenuPage({ params }: PageProps<"/[tenant]">) {
  const { tenant: slug } = await params;
  const page = await readPage(slug);
  if (page === null) notFound();
  const { menu, since } = page;
  const { tenant } = menu;
  const isVisitor = (await currentViewer()) === null;
  const mostOrdered = (await listMostOrdered([tenant.id])).get(tenant.id) ?? [];
  const t = await getTranslations("shop.menu");
  const renderedAt = Date.now();
  return (
    <>
      <ContentUser />
      {isVisitor ? <PollMenu menu={menu} /> : <FollowMenu menu={menu} since={since} />}
      <ShopCloth store={tenant} renderedAt={renderedAt} glyphs={platesOfMenu(menu, mostOrdered)} />
      <div className="grid grid-cols-1 gap-3" data-cloth={tenant.cloth_colours}>
        <RestaurantHeading tenant={tenant} isNew={isNewStore(tenant, renderedAt)} renderedAt={renderedAt} />
        {menu.categories.length === 0 ? (
          <EmptyState icon={<UtensilsCrossed />} title={t("empty_title")}>
            {t("empty_body")}
          </EmptyState>
        ) : (
          <MenuBoard menu={menu} favourites={favouritesOn(menu, mostOrdered)} renderedAt={renderedAt} />
        )}
      </div>
    </>
  );
}
