import { useTranslations } from "next-intl";
import { DeferredSwitch } from "@/components/all-stores/deferred-switch";
import { IntakePlace } from "@/components/board/intake/intake-place";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { SiteHeader } from "@/components/shell/site-header";
import type { Tenant } from "@/lib/stores/model/schema";
import { DeferredFigures } from "./deferred-figures";
import { SoundPill } from "./sound-pill";

/** Names longer than this use a smaller size, so that the bar stays on one line. */
const LONG_NAME = 24;

interface StoreBarProps {
  tenant: Tenant;
  renderedAt: number;
  /** True for a person who works in other stores, too. */
  hasOthers: boolean;
}

/** The server renders it: most of it never changes. */
export function StoreBar({ tenant, renderedAt, hasOthers }: StoreBarProps) {
  const t = useTranslations("partner.nav");
  const home = `/partner/${tenant.slug}`;
  return (
    <SiteHeader
      full
      context={
        <span className="flex items-center gap-1">
          <span
            className="store-name"
            title={tenant.name}
            data-long={tenant.name.length > LONG_NAME || undefined}
          >
            {tenant.name}
          </span>
          {hasOthers && <DeferredSwitch store={{ id: tenant.id, slug: tenant.slug, name: tenant.name }} />}
        </span>
      }
      links={[
        { href: home, label: t("board"), isExact: true },
        { href: `${home}/history`, label: t("history") },
        { href: `${home}/menu`, label: t("menu") },
        ...(tenant.delivery_by === "store" ? [] : [{ href: `${home}/dispatch`, label: t("dispatch") }]),
        { href: `${home}/figures`, label: t("figures") },
        { href: `/${tenant.slug}`, label: t("site") },
      ]}
      status={
        <>
          <IntakePlace tenant={tenant} now={renderedAt} />
          <ConnectionPill />
          <SoundPill />
        </>
      }
      end={<DeferredFigures />}
    />
  );
}
