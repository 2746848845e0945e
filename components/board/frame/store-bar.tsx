"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SiteHeader } from "@/components/shell/site-header";
import { later } from "@/components/ui/later";
import { useStore } from "@/hooks/board/store-context";
import { SoundPill } from "./sound-pill";

/** The server renders it, so its code may come after the rest. */
const BoardFigures = lazy(later(async () => (await import("./board-figures")).BoardFigures));

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
      end={
        <Suspense>
          <BoardFigures />
        </Suspense>
      }
    />
  );
}
