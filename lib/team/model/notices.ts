import { createTranslator } from "next-intl";
import type { StoreRole } from "@/lib/auth/model/store-roles";
import type { Notice } from "@/lib/notifications/model/schema";
import notices from "@/messages/en/notices.json";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.team" });

interface About {
  store: string;
  slug: string;
  name: string;
  role: StoreRole;
}

/** For owners: somebody has joined, or has left by their own choice. */
export function noticeForOwners(change: "joined" | "left", { store, slug, name, role }: About): Notice {
  return {
    type: "info",
    title: text(`${change}.title`, { name, store }),
    message: text(`${change}.message_${role}`),
    action_url: `/partner/${slug}/settings/team`,
  };
}

/** For a member whose role was changed, or who was removed, by somebody else. */
export function noticeForMember(
  change: "role_changed" | "removed",
  { store, slug, role }: Omit<About, "name">,
): Notice {
  return change === "removed"
    ? {
        type: "warning",
        title: text("removed.title", { store }),
        message: text("removed.message"),
        action_url: null,
      }
    : {
        type: "info",
        title: text(`role_changed.title_${role}`, { store }),
        message: text("role_changed.message"),
        action_url: `/partner/${slug}`,
      };
}
