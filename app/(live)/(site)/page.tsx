import { SearchX, Store } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { DemoInvitation } from "@/components/demo/demo-invitation";
import { OpenCarts } from "@/components/shop/cart/open-carts";
import { FindRestaurants } from "@/components/shop/find-restaurants";
import { FollowStores, PollStores } from "@/components/shop/follow-stores";
import { OpenCount } from "@/components/shop/open-count";
import { RestaurantCard } from "@/components/shop/restaurant-card";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { currentViewer } from "@/lib/auth/server/viewer";
import { isDemo } from "@/lib/env";
import { menuChannel } from "@/lib/menu/model/channels";
import { bestMatchFirst, findSchema, matchesFind } from "@/lib/menu/model/find-storefronts";
import type { Storefront } from "@/lib/menu/model/storefront";
import { listDishNames, listStorefronts } from "@/lib/menu/server/storefronts";
import { readLive } from "@/lib/server/read-live";
import { isNewStore } from "@/lib/stores/model/new-store";
import { listTenants } from "@/lib/stores/server/queries";

/** More are read again every half minute instead: a browser holds a limited number of channels. */
const FOLLOWED_AT_MOST = 24;

export default async function RestaurantsPage({ searchParams }: PageProps<"/">) {
  const find = findSchema.parse(await searchParams);
  const isVisitor = (await currentViewer()) === null;
  const followed = isVisitor ? [] : (await listTenants()).slice(0, FOLLOWED_AT_MOST).map(({ id }) => id);
  const { data: all, since } = await readLive(
    () => listStorefronts(),
    followed.map((id) => menuChannel.name(id)),
  );
  const dishes =
    find.q === ""
      ? null
      : await listDishNames(
          all.map(({ tenant }) => tenant.id),
          find.q,
        );
  const matching = all.filter((front) => matchesFind(front, dishes?.get(front.tenant.id) ?? [], find));
  const found = bestMatchFirst(matching, find);
  const isSearch = Object.values(find).some((value) => value !== undefined && value !== "");
  const t = await getTranslations("shop.list");
  const stores = all.map(({ tenant: { id, slug, name, currency } }) => ({ id, slug, name, currency }));
  const cuisines = [...new Set(all.map(({ tenant }) => tenant.cuisine))].toSorted();
  return (
    <>
      <ContentUser />
      {isVisitor ? (
        <PollStores />
      ) : (
        <FollowStores followed={followed} isEveryOne={followed.length === all.length} since={since} />
      )}
      <div className="grid grid-cols-1 gap-8">
        {isDemo() && !isSearch && <DemoInvitation />}
        <section aria-labelledby="restaurants" className="grid grid-cols-1 gap-5">
          <div className="grid gap-1">
            <h1
              id="restaurants"
              className="font-extrabold text-[1.6875rem] tracking-tight sm:text-[2.125rem] lg:text-[2.75rem]"
            >
              <OpenCount stores={all.map(({ tenant }) => tenant)} renderedAt={Date.now()} />
            </h1>
            <p className="text-lg text-soft">{t("lead")}</p>
          </div>
          {all.length === 0 ? (
            <EmptyState icon={<Store />} title={t("empty_title")}>
              {t("empty_body")}
            </EmptyState>
          ) : (
            <>
              <FindRestaurants find={find} cuisines={cuisines} />
              <Found storefronts={found} />
            </>
          )}
        </section>
      </div>
      <OpenCarts stores={stores} />
    </>
  );
}

async function Found({ storefronts }: { storefronts: readonly Storefront[] }) {
  const t = await getTranslations("shop");
  const now = Date.now();
  if (storefronts.length === 0)
    return (
      <EmptyState
        icon={<SearchX />}
        title={t("find.none_title")}
        actions={
          <ButtonLink href="/" size="lg">
            {t("find.all")}
          </ButtonLink>
        }
      >
        {t("find.none_body")}
      </EmptyState>
    );
  return (
    <>
      <p className="flex items-baseline justify-between gap-4">
        <b className="text-[1.375rem]">{t("list.order")}</b>
        <span className="text-[0.9375rem] text-soft">{t("list.count", { count: storefronts.length })}</span>
      </p>
      <ul className="grid grid-cols-1 gap-x-5 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        {storefronts.map((storefront) => (
          <li key={storefront.tenant.id} className="grid grid-cols-1">
            <RestaurantCard
              storefront={storefront}
              isNew={isNewStore(storefront.tenant, now)}
              renderedAt={now}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
