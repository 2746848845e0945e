import "server-only";
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

export interface BusKeys {
  /** Signs, and is accepted. At least 32 characters. */
  readonly key: string;
  /** Accepted, too, while one key replaces another. */
  readonly other?: string | undefined;
}

/** A payload is `pw3 <HMAC-SHA256, base64url> <body>`. */
const PREFIX = "pw3 ";
const MAC_LENGTH = 43;
const BODY_AT = PREFIX.length + MAC_LENGTH + 1;

const toKey = (key: string) => createSecretKey(key, "utf8");

/** Covers the topic, so that a message cannot be moved to another shard. */
const macOf = (key: KeyObject, topic: string, body: string) =>
  createHmac("sha256", key).update(topic).update(" ").update(body).digest();

/** Redis is shared with whoever has its token: messages from there count only with a signature of one of our keys. */
export class Signatures {
  readonly #signing: KeyObject;
  readonly #accepted: readonly KeyObject[];

  constructor({ key, other }: BusKeys) {
    this.#signing = toKey(key);
    this.#accepted = [this.#signing, ...(other === undefined ? [] : [toKey(other)])];
  }

  sign(topic: string, body: string): string {
    return `${PREFIX}${macOf(this.#signing, topic, body).toString("base64url")} ${body}`;
  }

  /** Returns the body, or null when the signature is missing or wrong. */
  open(topic: string, text: string): string | null {
    if (!text.startsWith(PREFIX) || text[BODY_AT - 1] !== " ") return null;
    const given = Buffer.from(text.slice(PREFIX.length, BODY_AT - 1), "base64url");
    const body = text.slice(BODY_AT);
    const isOurs = this.#accepted.some((key) => {
      const expected = macOf(key, topic, body);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    return isOurs ? body : null;
  }
}
