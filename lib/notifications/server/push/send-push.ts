import "server-only";
import { createHash } from "node:crypto";
import webPush, { type VapidKeys } from "web-push";
import type { Urgency } from "@/lib/notifications/model/kinds";
import type { Outcome } from "@/lib/notifications/server/outcome";
import { pushKeys, pushSubject } from "./push-keys";
import { isPushEndpoint } from "./push-services";

/** A service that does not answer for so long is asked again later. */
const TIMEOUT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;

/** RFC 8188, the only coding of RFC 8291. */
const CODING = "aes128gcm";

export interface Push {
  readonly endpoint: string;
  /** The browser's public key and its secret, in base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** JSON, as `pushPayload` builds it: one record of RFC 8188. */
  readonly payload: string;
  readonly urgency: Urgency;
  /** A waiting push with the same topic is replaced. */
  readonly topic: string | null;
  /** Time for which the service keeps it for a device that is off. */
  readonly ttlSeconds: number;
}

/** RFC 8030 allows 32 characters of base64url. */
function topicHeader(topic: string): string {
  return createHash("sha256").update(topic).digest("base64url").slice(0, 32);
}

/** Accepts seconds and a date (RFC 9110). */
function retryAt(value: string | null, now: number): number | null {
  if (value === null) return null;
  const at = /^\d{1,9}$/.test(value.trim()) ? now + Number(value) * 1_000 : Date.parse(value);
  return Number.isNaN(at) ? null : Math.min(Math.max(at, now + 1_000), now + LONGEST_WAIT_MS);
}

function outcomeOf(response: Response, now: number): Outcome {
  const { status } = response;
  const reason = `The push service answered ${status}`;
  if (response.ok) return { kind: "sent" };
  if (status === 404 || status === 410) return { kind: "gone" };
  const at = retryAt(response.headers.get("retry-after"), now);
  if (at !== null && (status === 429 || status >= 500)) return { kind: "later", at, reason };
  if (status === 408 || status === 429 || status >= 500) return { kind: "retry", reason };
  return { kind: "rejected", reason };
}

/**
 * Encrypts for one browser (RFC 8291) and signs (RFC 8292).
 *
 * @throws when the browser's public key is no point of the curve
 */
function requestOf({ endpoint, keys, payload, urgency, topic, ttlSeconds }: Push, own: VapidKeys) {
  const { cipherText } = webPush.encrypt(keys.p256dh, keys.auth, payload, CODING);
  const { origin } = new URL(endpoint);
  const { Authorization } = webPush.getVapidHeaders(
    origin,
    pushSubject(),
    own.publicKey,
    own.privateKey,
    CODING,
  );
  return {
    method: "POST",
    headers: {
      Authorization,
      "Content-Encoding": CODING,
      "Content-Type": "application/octet-stream",
      TTL: String(Math.max(0, Math.floor(ttlSeconds))),
      Urgency: urgency === "urgent" ? "high" : urgency,
      ...(topic !== null && { Topic: topicHeader(topic) }),
    },
    body: new Uint8Array(cipherText),
  };
}

/**
 * Sends one push, by RFC 8030. Never rejects. `signal` aborts it when the run ends. `web-push`
 * encrypts and signs; its own sender would go to any address and has no limit for the whole request.
 */
export async function sendPush(push: Push, signal: AbortSignal): Promise<Outcome> {
  const keys = pushKeys();
  if (keys === null) return { kind: "rejected", reason: "This installation has no push keys" };
  if (!isPushEndpoint(push.endpoint)) return { kind: "gone" };
  let request: ReturnType<typeof requestOf>;
  try {
    request = requestOf(push, keys);
  } catch {
    return { kind: "rejected", reason: "The push could not be encrypted or signed" };
  }
  const patience = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(push.endpoint, {
      ...request,
      redirect: "manual",
      signal: AbortSignal.any([signal, patience]),
    });
    // The status says everything; a connection that breaks after it changes nothing.
    response.body?.cancel().catch(() => undefined);
    return outcomeOf(response, Date.now());
  } catch {
    if (signal.aborted) return { kind: "unsure", reason: "The process ended while it was being sent" };
    const reason = patience.aborted
      ? "The push service did not answer"
      : "The push service could not be reached";
    return { kind: "retry", reason };
  }
}
