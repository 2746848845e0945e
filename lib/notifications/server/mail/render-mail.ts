import "server-only";
import { createTranslator } from "next-intl";
import { createElement } from "react";
import { canStopMail, type NoticeKind } from "@/lib/notifications/model/kinds";
import { ownAddress } from "@/lib/notifications/model/own-address";
import type { Notice } from "@/lib/notifications/model/schema";
import notices from "@/messages/en/notices.json";
import { NotificationMail } from "./notification-mail";
import { unsubscribeToken } from "./unsubscribe-token";

const words = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.mail" });

export interface MailedNotice extends Pick<Notice, "title" | "message" | "action_url"> {
  readonly userId: string;
  readonly kind: NoticeKind;
}

export interface RenderedMail {
  readonly subject: string;
  readonly body: string;
  readonly link: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Line breaks would end a header. */
const oneLine = (given: string) => given.replaceAll(/\s+/g, " ").trim();

/** By default, headings are in capitals. */
const TEXT_OPTIONS = { selectors: [{ selector: "h1", options: { uppercase: false } }] };

/**
 * Renders a notification as a mail with an HTML and a text part. Mail that can be turned off says how, also to mail
 * programs (RFC 8058: one press, without signing in). `origin` is ours.
 */
export async function renderMail(
  { title, message, action_url, userId, kind }: MailedNotice,
  origin: string,
): Promise<RenderedMail> {
  // Loads `react-dom/server`, which no page needs.
  const { render, toPlainText } = await import("@react-email/render");
  const link = ownAddress(action_url, origin);
  const isRequired = !canStopMail(kind);
  const token = new URLSearchParams({ token: unsubscribeToken({ userId, kind }) });
  const footer = isRequired
    ? { why: words("required"), links: [] }
    : {
        why: words("why", { kind: words(`kind.${kind}`) }),
        links: [
          { label: words("stop"), href: new URL(`/unsubscribe?${token}`, origin).href },
          { label: words("settings"), href: new URL("/settings#notifications", origin).href },
        ],
      };
  const open = { label: words("open"), href: link };
  const html = await render(createElement(NotificationMail, { title, message, open, footer }));
  const oneClick = new URL(`/api/notifications/unsubscribe?${token}`, origin).href;
  return {
    subject: oneLine(title),
    body: message,
    link,
    text: toPlainText(html, TEXT_OPTIONS),
    html,
    headers: isRequired
      ? {}
      : { "List-Unsubscribe": `<${oneClick}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}
