import { Store } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { DemoInvitation } from "@/components/demo/demo-invitation";
import { RestaurantCard } from "@/components/shop/restaurant-card";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { isDemo } from "@/lib/env";
import { listTenants } from "@/lib/stores/server/queries";

export default async function RestaurantsPage() {
  const tenants = await listTenants();
  const t = await getTranslations("shop.list");
  return (
    <div className="grid gap-8">
      <ContentUser />
      {isDemo() && <DemoInvitation />}
      <section aria-labelledby="restaurants" className="grid gap-5">
        <div className="grid gap-1">
          <h1 id="restaurants" className="font-extrabold text-[2rem] tracking-tight sm:text-[2.75rem]">
            {t("title")}
          </h1>
          <p className="text-lg text-soft">{t("lead")}</p>
        </div>
        {tenants.length === 0 ? (
          <EmptyState icon={<Store />} title={t("empty_title")}>
            {t("empty_body")}
          </EmptyState>
        ) : (
          <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            {tenants.map((tenant) => (
              <li key={tenant.id} className="grid">
                <RestaurantCard tenant={tenant} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
