import { createTranslator } from "next-intl";
import type { Notice } from "@/lib/notifications/model/schema";
import { formatMoney } from "@/lib/text/format";
import notices from "@/messages/en/notices.json";
import { OFFER_SECONDS, type Offer } from "./offer";
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

/** For dispatchers: no rider could be found for some minutes. `slug` as above. */
export function noticeOfNobody({
  code,
  store,
  slug,
}: {
  code: string;
  store: string;
  slug: string | null;
}): Notice {
  return {
    type: "warning",
    title: text("nobody.title", { code }),
    message: text("nobody.message", { store }),
    action_url: slug === null ? "/admin/dispatch" : `/partner/${slug}/dispatch`,
  };
}

/** For the rider who had an order: somebody else has it now. `why` is a sentence of lib/dispatch/model/sentence.ts. */
export function noticeOfMove(change: RiderChange): Notice {
  return noticeOfChange("moved", change);
}

/** For a rider who was given an order without being asked. */
export function noticeOfGiven(change: RiderChange): Notice {
  return noticeOfChange("given", change);
}

interface RiderChange {
  readonly code: string;
  readonly why: string;
  /** What the dispatcher wrote; null: nothing. */
  readonly note: string | null;
}

function noticeOfChange(kind: "moved" | "given", { code, why, note }: RiderChange): Notice {
  return {
    type: "info",
    title: text(`${kind}.title`, { code }),
    message: note === null ? text(`${kind}.message`, { why }) : text(`${kind}.message_note`, { why, note }),
    action_url: "/rider",
  };
}

/** For a rider whose page is closed or asleep. */
export function noticeOfOffer({ terms }: Pick<Offer, "terms">): Notice {
  const { pay, tip, currency, metres, stops } = terms;
  return {
    type: "info",
    title: text("offer.title", { pay: formatMoney(pay + tip, currency) }),
    message: text("offer.message", {
      km: (metres / 1_000).toFixed(1),
      stops: stops.length,
      seconds: OFFER_SECONDS,
    }),
    action_url: "/rider",
  };
}
