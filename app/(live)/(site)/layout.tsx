import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { JoinLink } from "@/components/joining/join-link";
import { ActiveOrdersBadge } from "@/components/orders/active-orders-badge";
import { OrderEvents } from "@/components/orders/order-events";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { StreamBanner } from "@/components/realtime/stream-banner";
import type { NavLink } from "@/components/shell/nav-links";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { SiteAccount } from "@/components/shop/site-account";
import { Words } from "@/components/ui/words";
import { currentViewer } from "@/lib/auth/server/viewer";
import type { MyOrders } from "@/lib/orders/model/my-orders";
import { listMyActiveOrders } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";
import "@/components/shop/shop.css";

export default async function SiteLayout({ children }: LayoutProps<"/">) {
  const viewer = await currentViewer();
  if (viewer === null) return <SiteFrame account={<SiteAccount viewer={null} />}>{children}</SiteFrame>;
  const { data: orders, since } = await readLive(() => listMyActiveOrders(viewer));
  const active: MyOrders = { orders, next_cursor: undefined };
  return (
    <SiteFrame
      badge={<ActiveOrdersBadge fromServer={active} />}
      account={
        <>
          <ConnectionPill />
          <SiteAccount viewer={viewer} />
        </>
      }
      isStaff={viewer.isAdmin || viewer.tenantIds.length > 0}
      isRider={viewer.riderFleet !== null}
    >
      <OrderEvents userId={viewer.userId} since={since} />
      <StreamBanner className="mb-5" />
      {children}
    </SiteFrame>
  );
}

interface SiteFrameProps {
  account: ReactNode;
  badge?: ReactNode;
  isStaff?: boolean;
  isRider?: boolean;
  children: ReactNode;
}

function SiteFrame({ account, badge, isStaff = false, isRider = false, children }: SiteFrameProps) {
  const shop = useTranslations("shop");
  const orders = useTranslations("orders");
  const links: NavLink[] = [
    { href: "/", label: shop("nav") },
    {
      href: "/orders",
      label: (
        <>
          <span>{orders("nav")}</span>
          <Words>{badge}</Words>
        </>
      ),
    },
    ...(isStaff ? [{ href: "/partner", label: shop("partner") }] : []),
    ...(isRider ? [{ href: "/rider", label: shop("ride") }] : []),
  ];
  return (
    <>
      <SiteHeader links={links} end={account} />
      <main id="main" data-shop="" className="shop-main">
        {children}
      </main>
      <SiteFooter>
        <JoinLink />
      </SiteFooter>
    </>
  );
}
