import { UtensilsCrossed } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { MenuBoard } from "@/components/shop/menu/menu-board";
import { RestaurantHeading } from "@/components/shop/restaurant-heading";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { getMenu } from "@/lib/menu/server/queries";
import { getTenant } from "@/lib/stores/server/queries";

export async function generateMetadata({ params }: PageProps<"/[tenant]">): Promise<Metadata> {
  const tenant = await getTenant((await params).tenant);
  return tenant === null ? {} : { title: tenant.name, description: tenant.description };
}

export default async function MenuPage({ params }: PageProps<"/[tenant]">) {
  const menu = await getMenu((await params).tenant);
  if (menu === null) notFound();
  const t = await getTranslations("shop.menu");
  return (
    <div className="grid gap-3">
      <ContentUser />
      <RestaurantHeading tenant={menu.tenant} />
      {menu.categories.length === 0 ? (
        <EmptyState icon={<UtensilsCrossed />} title={t("empty_title")}>
          {t("empty_body")}
        </EmptyState>
      ) : (
        <MenuBoard menu={menu} />
      )}
    </div>
  );
}
