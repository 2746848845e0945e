import { createTranslator } from "next-intl";
import notices from "@/messages/en/notices.json";
import type { Notice } from "./schema";

/** The notifications that people get about their account. `lib/auth` lies below the domains and cannot declare them. */

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.account" });

/** Builds the notification for an archive of a person's data. */
export function noticeOfExport(): Notice {
  return {
    type: "success",
    title: text("export_ready.title"),
    message: text("export_ready.message"),
    action_url: "/settings#data",
  };
}

/** Builds the notification for a personal token that was created or revoked. */
export function noticeOfToken(kind: "token_created" | "token_revoked", name: string): Notice {
  return {
    type: "info",
    title: text(`${kind}.title`, { name }),
    message: text(`${kind}.message`),
    action_url: "/settings",
  };
}

/** Builds the notification that an account was suspended, or is no longer. */
export function noticeOfBan(kind: "account_banned" | "account_restored", reason: string): Notice {
  return {
    type: kind === "account_banned" ? "error" : "success",
    title: text(`${kind}.title`),
    message: text(`${kind}.message`, { reason }),
    action_url: kind === "account_banned" ? "/appeal" : "/",
  };
}
