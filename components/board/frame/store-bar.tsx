"use client";

import { useTranslations } from "next-intl";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SiteHeader } from "@/components/shell/site-header";
import { useStore } from "@/hooks/board/store-context";
import { BoardFigures } from "./board-figures";
import { SoundPill } from "./sound-pill";

/** Names longer than this use a smaller size, so that the bar stays on one line. */
const LONG_NAME = 24;

export function StoreBar() {
  const t = useTranslations("partner.nav");
  const { tenant } = useStore();
  const home = `/partner/${tenant.slug}`;
  return (
    <SiteHeader
      full
      context={
        <span
          className="store-name"
          title={tenant.name}
          data-long={tenant.name.length > LONG_NAME || undefined}
        >
          {tenant.name}
        </span>
      }
      links={[
        { href: home, label: t("board"), isExact: true },
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
