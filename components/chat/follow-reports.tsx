"use client";

import { useTranslations } from "next-intl";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { roleChannel } from "@/lib/auth/model/channels";

/** Renders the list of reported chats again when another message is reported, and says so. */
export function FollowReports({ since }: { since: string | undefined }) {
  const t = useTranslations("chat.reports");
  const announce = useAnnounce();
  const refresh = useRefresh();
  const refreshSoon = useSpreadOut(refresh);
  useChannel(
    roleChannel.of("admin"),
    {
      job_activity: ignore,
      admin_news: ignore,
      chat_trouble: ({ kind, order_code }) => {
        if (kind !== "report") return;
        announce(t("news", { code: order_code }));
        refresh();
      },
      reset: refreshSoon,
    },
    { since },
  );
  return null;
}
