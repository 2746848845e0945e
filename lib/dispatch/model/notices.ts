import { createTranslator } from "next-intl";
import type { Notice } from "@/lib/notifications/model/schema";
import notices from "@/messages/en/notices.json";
import { SILENCE_MS } from "./riding/silence";

const text = createTranslator({ locale: "en", messages: { notices }, namespace: "notices.dispatch" });

/** For dispatchers: several riders did not take an order. `slug` is the store's for its staff, null for admins. */
export function noticeOfUntaken({
  code,
  store,
  slug,
  riders,
}: {
  code: string;
  store: string;
  slug: string | null;
  riders: number;
}): Notice {
  return {
    type: "warning",
    title: text("untaken.title", { code }),
    message: text("untaken.message", { store, riders }),
    action_url: slug === null ? "/admin/dispatch" : `/partner/${slug}/dispatch`,
  };
}

/** For dispatchers: nothing is heard of a rider with orders. `slug` is the store's for its staff, null for admins. */
export function noticeOfSilence({
  rider,
  minutes,
  slug,
}: {
  rider: string;
  minutes: number;
  slug: string | null;
}): Notice {
  return {
    type: "warning",
    title: text("silent.title", { rider }),
    message: text("silent.message", { rider, minutes, release: SILENCE_MS.release / 60_000 }),
    action_url: slug === null ? "/admin/dispatch" : `/partner/${slug}/dispatch`,
  };
}

/** For the rider who had an order: somebody else has it now. `why` is a sentence of lib/dispatch/model/sentence.ts. */
export function noticeOfMove({ code, why }: { code: string; why: string }): Notice {
  return {
    type: "info",
    title: text("moved.title", { code }),
    message: text("moved.message", { why }),
    action_url: "/rider",
  };
}
