"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { BoardFigures } from "@/components/board/board-figures";
import { SoundPill } from "@/components/board/sound-pill";
import { useStore } from "@/components/board/store-context";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SiteHeader } from "@/components/shell/site-header";

/** Where one is, whether it is live, whether it rings, and how the day goes. */
export function StoreBar() {
  const t = useTranslations("partner.nav");
  const { tenant } = useStore();
  const path = usePathname();
  const home = `/partner/${tenant.slug}`;
  return (
    <SiteHeader
      full
      context={
        <span className="store-name" title={tenant.name}>
          {tenant.name}
        </span>
      }
      links={[
        // Marked only on the board itself: the history lies below it.
        ...(path === home ? [] : [{ href: home, label: t("board") }]),
        { href: `${home}/history`, label: t("history") },
        { href: `/${tenant.slug}`, label: t("site") },
      ]}
      status={
        <>
          <ConnectionPill />
          <SoundPill />
        </>
      }
      end={<BoardFigures />}
    />
  );
}
