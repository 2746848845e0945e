import { ignore } from "./use-channel";

/** An order's own updates carry who brings it, so pages about orders need no more of its trip. */
export const TRIPS_IGNORED = {
  trip_started: ignore,
  trip_checkpoint: ignore,
  trip_finished: ignore,
};

/** Only the rider's page shows offers, and only pages about an order its refunds. */
export const RIDING_IGNORED = {
  refund_changed: ignore,
  ...TRIPS_IGNORED,
  offer_made: ignore,
  offer_taken: ignore,
  offer_declined: ignore,
  offer_expired: ignore,
};

/** For what shows no chats. */
export const CHAT_IGNORED = {
  chat_message: ignore,
  typing_indicator: ignore,
  read_receipt: ignore,
};
