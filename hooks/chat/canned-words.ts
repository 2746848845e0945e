"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { CannedKey } from "@/lib/chat/model/canned";
import { primaryOf } from "./on-device";

type Words = Readonly<Record<CannedKey, string>>;

/**
 * Ready answers in languages that the rest of the product does not have yet: they cover most of what is said about a delivery,
 * and need no translator. Each language is loaded by those who read it.
 */
const LANGUAGES: Readonly<Record<string, () => Promise<{ default: Words }>>> = {
  de: () => import("@/messages/de/canned.json"),
  es: () => import("@/messages/es/canned.json"),
  fr: () => import("@/messages/fr/canned.json"),
  tr: () => import("@/messages/tr/canned.json"),
};

const never = () => () => undefined;

/** Returns the language that the reader's browser prefers. */
export function useReaderLanguage(): string {
  return useSyncExternalStore(
    never,
    () => navigator.language,
    () => "en",
  );
}

/** Returns the ready answers in the reader's language, in English until they are loaded. */
export function useCannedWords(): { wordsOf: (key: CannedKey) => string; language: string } {
  const t = useTranslations("chat.canned");
  const language = primaryOf(useReaderLanguage());
  const [loaded, setLoaded] = useState<{ language: string; words: Words } | null>(null);
  useEffect(() => {
    const load = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
    if (load === undefined) return;
    let isOver = false;
    load()
      .then(({ default: words }) => {
        if (!isOver) setLoaded({ language, words });
      })
      // English is there already.
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [language]);
  if (loaded === null || loaded.language !== language) return { wordsOf: (key) => t(key), language: "en" };
  return { wordsOf: (key) => loaded.words[key], language };
}
