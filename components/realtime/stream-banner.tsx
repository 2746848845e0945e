"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { buttonVariants } from "@/components/ui/button-variants";
import { Banner } from "@/components/ui/feedback/banner";
import { usePageTimeZone } from "@/hooks/browser/page-time-zone";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import type { ConnectionState } from "@/lib/realtime/client/stream/stream-state";
import { formatTime } from "@/lib/text/format";

type Told = Exclude<ConnectionState, "live" | "connecting">;

interface StreamBannerProps {
  className?: string;
  /** The states that the page does not show by other means. Default: all. */
  states?: readonly Told[];
}

const ALL: readonly Told[] = ["offline", "refused", "limited", "signed_out"];

export function StreamBanner({ className, states = ALL }: StreamBannerProps) {
  const t = useTranslations("realtime");
  const told = useTranslations("states");
  const path = usePathname();
  const zone = usePageTimeZone();
  const { state, since } = useRealtime();
  if (!states.some((one) => one === state)) return null;
  switch (state) {
    case "live":
    case "connecting":
      return null;
    case "offline":
      // Announced by useConnectionAnnouncements.
      return (
        <Banner
          tone="warn"
          className={className}
          title={told("dead_connection.page.happened", {
            since: since === null ? "" : formatTime(since.toISOString(), zone),
          })}
        >
          {told("dead_connection.page.todo")}
        </Banner>
      );
    case "refused":
      return (
        <Banner tone="danger" role="alert" className={className} title={t("refused_title")}>
          {t("refused_body")}
        </Banner>
      );
    case "limited":
      return (
        <Banner
          tone="warn"
          role="alert"
          className={className}
          title={told("limit_reached.live_pages.happened")}
        >
          {told("limit_reached.live_pages.todo")}
        </Banner>
      );
    case "signed_out":
      return (
        <Banner
          tone="danger"
          role="alert"
          className={className}
          title={told("signed_out.page.happened")}
          actions={
            // A plain link, so that the next person gets a full page load.
            <a
              href={`/signin?${new URLSearchParams({ callbackUrl: path })}`}
              className={buttonVariants({ variant: "go" })}
            >
              {t("sign_in")}
            </a>
          }
        >
          {told("signed_out.page.todo")}
        </Banner>
      );
  }
}
