"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ChatMessage } from "@/lib/chat/model/message";
import { useCannedWords } from "./canned-words";

/** Returns a function that says in one line who has written, and what. */
export function useNewsWords(): (
  message: Pick<ChatMessage, "author" | "text" | "canned" | "system">,
) => string {
  const t = useTranslations("chat");
  const { wordsOf } = useCannedWords();
  return useCallback(
    ({ author, text, canned, system }) => {
      const { name } = author;
      if (system !== null) return t("admin_read", { name, reason: text ?? "" });
      return t("said", { name, text: canned === null ? (text ?? t("photo")) : wordsOf(canned) });
    },
    [t, wordsOf],
  );
}
