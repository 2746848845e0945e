import type { ChatParty } from "./rooms";

/** Canned replies are keys of the message catalogue (`chat.canned`), so that each arrives in the reader's own language. */
export const CANNED_KEYS = [
  "at_the_door",
  "leave_it_there",
  "five_more_minutes",
  "ten_more_minutes",
  "on_my_way",
  "thank_you",
  "yes",
  "no",
  "coming_down",
  "ring_the_bell",
  "do_not_ring",
  "where_are_you",
  "something_missing",
  "sold_out",
  "ready_soon",
  "ready_now",
  "at_the_counter",
  "cannot_find_you",
  "in_traffic",
  "waiting_outside",
  "handed_over",
  "wrong_address",
] as const;
export type CannedKey = (typeof CANNED_KEYS)[number];

/** What each may send, the most frequent first. */
export const CANNED_OF: { readonly [Party in ChatParty]: readonly CannedKey[] } = {
  customer: [
    "leave_it_there",
    "coming_down",
    "ring_the_bell",
    "do_not_ring",
    "where_are_you",
    "something_missing",
    "yes",
    "no",
    "thank_you",
  ],
  store: [
    "five_more_minutes",
    "ten_more_minutes",
    "ready_soon",
    "ready_now",
    "sold_out",
    "handed_over",
    "yes",
    "no",
    "thank_you",
  ],
  rider: [
    "at_the_door",
    "on_my_way",
    "at_the_counter",
    "five_more_minutes",
    "waiting_outside",
    "cannot_find_you",
    "in_traffic",
    "wrong_address",
    "yes",
    "no",
    "thank_you",
  ],
};

/** In which rooms a reply makes sense is left to the person: each is polite in all of them. */
export const maySendCanned = (party: ChatParty, key: CannedKey) => CANNED_OF[party].includes(key);
