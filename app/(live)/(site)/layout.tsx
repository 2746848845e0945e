import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActiveOrdersBadge } from "@/components/orders/active-orders-badge";
import { OrderEvents } from "@/components/orders/order-events";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SignedOutBanner } from "@/components/realtime/signed-out-banner";
import type { NavLink } from "@/components/shell/nav-links";
import { SiteFooter } from "@/components/shell/site-footer";
import { SiteHeader } from "@/components/shell/site-header";
import { SiteAccount } from "@/components/shop/site-account";
import { currentViewer } from "@/lib/auth/server/viewer";
import type { MyOrders } from "@/lib/orders/model/my-orders";
import { listMyActiveOrders } from "@/lib/orders/server/queries";
import { streamPosition } from "@/lib/server/stream-position";

/** The frame of all customer pages. Signed-in customers get updates of their orders on each of them. */
export default async function SiteLayout({ children }: LayoutProps<"/">) {
  const viewer = await currentViewer();
  const position = await streamPosition();
  if (viewer === null || position === null)
    return <SiteFrame account={<SiteAccount viewer={null} />}>{children}</SiteFrame>;
  const active: MyOrders = { orders: await listMyActiveOrders(viewer), next_cursor: undefined };
  return (
    <SiteFrame
      badge={<ActiveOrdersBadge fromServer={active} />}
      account={
        <>
          {/* On a phone "Live" says it; how long ago matters when it is not. */}
          <ConnectionPill className="max-sm:data-[connection-state=live]:[&>small]:hidden" />
          <SiteAccount viewer={viewer} />
        </>
      }
      isStaff={viewer.isAdmin || viewer.tenantIds.length > 0}
    >
      <OrderEvents userId={viewer.userId} since={position.cursor} />
      <SignedOutBanner className="mb-5" />
      {children}
    </SiteFrame>
  );
}

interface SiteFrameProps {
  account: ReactNode;
  badge?: ReactNode;
  isStaff?: boolean;
  children: ReactNode;
}

function SiteFrame({ account, badge, isStaff = false, children }: SiteFrameProps) {
  const shop = useTranslations("shop");
  const orders = useTranslations("orders");
  const links: NavLink[] = [
    { href: "/", label: shop("nav") },
    {
      href: "/orders",
      label: (
        <>
          {orders("nav")}
          {badge}
        </>
      ),
    },
    ...(isStaff ? [{ href: "/partner", label: shop("partner") }] : []),
  ];
  return (
    <>
      <SiteHeader links={links} end={account} />
      <main id="main" className="page-width py-6 sm:py-8">
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
