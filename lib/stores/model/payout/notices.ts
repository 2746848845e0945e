import { createTranslator } from "next-intl";
import type { Notice } from "@/lib/notifications/model/schema";
import notices from "@/messages/en/notices.json";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.payout" });

/** For every owner, also the one who did it: whoever took over an account is noticed by its person. */
export function noticeOfPayout({ store, slug }: { store: string; slug: string }): Notice {
  return {
    type: "warning",
    title: text("changed.title", { store }),
    message: text("changed.message"),
    action_url: `/partner/${slug}/settings/payout`,
  };
}
