"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Badge } from "@/components/ui/feedback/badge";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuLink, MenuSeparator } from "@/components/ui/overlay/menu-item";
import { usePreference } from "@/hooks/browser/use-preference";
import { TRIPS_IGNORED } from "@/hooks/realtime/ignored-events";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useGathered } from "@/hooks/realtime/use-gathered";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { useOwnStores } from "@/hooks/stores/use-own-stores";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { STORE_KEY } from "./remembered-store";

/** Stores beyond it are counted again every minute. */
const FOLLOWED_AT_MOST = 20;
/** Milliseconds in which events become one reading: twenty busy stores have several in a second. */
const afterBurst = () => 1_000;

function FollowStore({ id, onNews }: { id: string; onNews: () => void }) {
  const onNewsSoon = useSpreadOut(onNews);
  useChannel(tenantOrdersChannel.of(id), {
    new_order: onNews,
    order_status_update: onNews,
    store_status: ignore,
    payment_status: ignore,
    ...TRIPS_IGNORED,
    reset: onNewsSoon,
  });
  return null;
}

/** Loads after the page: the stores of a person who works in several, each with the orders that wait there. */
export function StoreSwitch({ store }: { store: { id: string; slug: string; name: string } }) {
  const t = useTranslations("partner.switch");
  const [, remember] = usePreference(STORE_KEY, "");
  useEffect(() => remember(store.slug), [remember, store.slug]);
  const { stores, readAgain } = useOwnStores();
  const readAgainSoon = useGathered(readAgain, afterBurst);
  const others = stores.filter(({ id }) => id !== store.id);
  const waiting = others.reduce((sum, other) => sum + other.waiting, 0);
  return (
    <>
      {others.slice(0, FOLLOWED_AT_MOST).map(({ id }) => (
        <FollowStore key={id} id={id} onNews={readAgainSoon} />
      ))}
      <Menu
        variant="ghost"
        size="sm"
        aria-label={t("label", { store: store.name, count: waiting })}
        label={
          <>
            {waiting > 0 && <Badge variant="count">{waiting}</Badge>}
            <ChevronDown aria-hidden="true" />
          </>
        }
      >
        {others.map(({ id, slug, name, waiting: count }) => (
          // Remembered with the press: whoever leaves before the other board is there comes back to it.
          <MenuLink key={id} href={`/partner/${slug}`} prefetch={false} onClick={() => remember(slug)}>
            <span>{name}</span>
            {count > 0 && <Badge variant="count">{t("waiting", { count })}</Badge>}
          </MenuLink>
        ))}
        <MenuSeparator />
        <MenuLink href="/partner/all" prefetch={false}>
          {t("all_board")}
        </MenuLink>
        <MenuLink href="/partner?list=1" prefetch={false}>
          {t("list")}
        </MenuLink>
      </Menu>
    </>
  );
}
