"use client";

import { useCallback, useEffect, useState } from "react";
import { canTranslate, detectLanguage, primaryOf, translateOnDevice } from "./on-device";

export type Translation =
  | { state: "none" | "pending" | "failed" }
  /** `from` is the primary subtag of the language that it was written in. */
  | { state: "done"; text: string; from: string };

/** Offers a translation of a text that is not in the reader's language, where the browser can translate on the device. */
export function useTranslation(text: string, known: string | null, reader: string) {
  const [from, setFrom] = useState(known);
  const [translation, setTranslation] = useState<Translation>({ state: "none" });
  useEffect(() => {
    if (known !== null || !canTranslate()) return;
    let isOver = false;
    void detectLanguage(text).then((language) => {
      if (!isOver) setFrom(language);
    });
    return () => {
      isOver = true;
    };
  }, [text, known]);

  const translate = useCallback(async () => {
    if (from === null) return;
    setTranslation({ state: "pending" });
    try {
      setTranslation({ state: "done", text: await translateOnDevice(text, from, reader), from });
    } catch {
      setTranslation({ state: "failed" });
    }
  }, [text, from, reader]);
  const isForeign = from !== null && primaryOf(from) !== primaryOf(reader);
  return {
    language: from,
    isOffered: isForeign && canTranslate(),
    translation,
    translate: () => void translate(),
    hide: () => setTranslation({ state: "none" }),
  };
}
