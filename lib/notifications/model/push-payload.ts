import { ownAddress } from "./own-address";
import type { Notification } from "./schema";

/** The specification's number for declarative Web Push: Safari shows such a message without a service worker. */
const DECLARATIVE = 8030;
/** In characters, of up to six bytes each in JSON. A push has room for 3993 bytes: RFC 8291 allows one record. */
const TITLE_LENGTH = 120;
const BODY_LENGTH = 400;
/** In bytes: an address is ASCII, in which other characters take up to twelve. */
const ADDRESS_LENGTH = 500;

function cut(text: string, atMost: number): string {
  const characters = Array.from(text);
  return characters.length <= atMost ? text : `${characters.slice(0, atMost - 1).join("")}…`;
}

interface Pushed extends Pick<Notification, "id" | "title" | "message" | "action_url" | "created_at"> {
  readonly topic: string | null;
}

/** Builds the JSON of a push, which public/push-worker.js and Safari itself read. `origin` is ours. */
export function pushPayload(notification: Pushed, origin: string, unread: number): string {
  const { id, title, message, action_url, created_at, topic } = notification;
  const address = ownAddress(action_url, origin);
  const isShort = JSON.stringify(address).length <= ADDRESS_LENGTH;
  return JSON.stringify({
    web_push: DECLARATIVE,
    notification: {
      title: cut(title, TITLE_LENGTH),
      body: cut(message, BODY_LENGTH),
      navigate: isShort ? address : ownAddress(null, origin),
      lang: "en",
      tag: topic ?? id,
      data: { id, at: Date.parse(created_at) },
    },
    app_badge: String(unread),
  });
}
