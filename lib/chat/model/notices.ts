import { createTranslator } from "next-intl";
import type { Notice } from "@/lib/notifications/model/schema";
import chat from "@/messages/en/chat.json";
import notices from "@/messages/en/notices.json";
import type { ChatMessage, ReportReason } from "./message";
import type { ChatParty } from "./rooms";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.chat" });
const canned = createTranslator({ locale: "en", messages: { chat }, namespace: "chat.canned" });

/** A notification shows the beginning of a message. */
const SHOWN = 200;

/** Cuts no character in two. */
const shortened = (words: string) =>
  words.length <= SHOWN ? words : `${words.slice(0, SHOWN).replace(/[\uD800-\uDBFF]$/, "")}…`;

function wordsOf({ text: words, canned: key, author: { name } }: ChatMessage, shown: string): string {
  if (words !== null) return text("message.text", { text: shortened(words) });
  return key === null ? text("message.photo", { name: name === "" ? shown : name }) : canned(key);
}

/** For a member who has not read a message. `path` opens the order. */
export function noticeOfChat(
  message: ChatMessage,
  { code, from, path }: { code: string; from: ChatParty; path: string },
): Notice {
  const name = message.author.name === "" ? text(`party.${from}`) : message.author.name;
  return {
    type: "info",
    title: text("message.title", { name, code }),
    message: wordsOf(message, name),
    action_url: path,
  };
}

interface Trouble {
  readonly code: string;
  readonly by: ChatParty;
  readonly about: ChatParty;
  readonly path: string;
}

export function noticeOfReport({
  code,
  by,
  about,
  path,
  reason,
}: Trouble & { reason: ReportReason }): Notice {
  return {
    type: "warning",
    title: text("report.title", { code }),
    message: text("report.message", { by: text(`party.${by}`), about: text(`object.${about}`), reason }),
    action_url: path,
  };
}

export function noticeOfBlock({ code, by, about, path }: Trouble): Notice {
  return {
    type: "warning",
    title: text("block.title", { code }),
    message: text("block.message", { by: text(`party.${by}`), about: text(`object.${about}`) }),
    action_url: path,
  };
}
