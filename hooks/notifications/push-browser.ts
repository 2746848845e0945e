import type * as z from "zod/mini";
import type { addPushSubscriptionSchema } from "@/lib/notifications/model/push-subscription";
import { deviceName } from "@/lib/text/device-name";

export type BrowserSubscription = z.infer<typeof addPushSubscriptionSchema>;

const WORKER = "/push-worker.js";

function isSupported(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker.getRegistration("/");
}

export function readPermission(): "unsupported" | "blocked" | "allowed" | "open" {
  if (!isSupported()) return "unsupported";
  const { permission } = Notification;
  return permission === "denied" ? "blocked" : permission === "granted" ? "allowed" : "open";
}

/** base64url, as PushManager accepts it and the server expects it. */
function encode(buffer: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toSubscription(subscription: PushSubscription): BrowserSubscription | null {
  const [p256dh, auth] = [subscription.getKey("p256dh"), subscription.getKey("auth")];
  if (p256dh === null || auth === null) return null;
  return {
    endpoint: subscription.endpoint,
    p256dh: encode(p256dh),
    auth: encode(auth),
    device: deviceName(navigator.userAgent),
  };
}

/** A subscription belongs to the server key that it was made with; one of an earlier key is replaced. */
async function subscribe(
  { pushManager }: ServiceWorkerRegistration,
  publicKey: string,
): Promise<PushSubscription> {
  const known = await pushManager.getSubscription();
  const key = known?.options.applicationServerKey;
  if (known !== null && key !== null && key !== undefined && encode(key) === publicKey) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

/**
 * Asks for permission and subscribes this browser with the server's key. Call it from a press: browsers refuse to ask
 * otherwise. Returns null when the person refuses, or there is no key; rejects when the browser's push service cannot be
 * reached.
 */
export async function subscribeThisBrowser(
  readKey: () => Promise<string | null>,
): Promise<BrowserSubscription | null> {
  // First, while the press still counts.
  if (!isSupported() || (await Notification.requestPermission()) !== "granted") return null;
  const publicKey = await readKey();
  if (publicKey === null) return null;
  await navigator.serviceWorker.register(WORKER, { scope: "/", updateViaCache: "none" });
  return toSubscription(await subscribe(await navigator.serviceWorker.ready, publicKey));
}

/** Returns the fingerprint of this browser's subscription, as `PushDevice` has it; null without one. */
export async function thisFingerprint(): Promise<string | null> {
  if (!isSupported()) return null;
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (subscription === null || subscription === undefined) return null;
  const endpoint = new TextEncoder().encode(subscription.endpoint);
  return encode(await crypto.subtle.digest("SHA-256", endpoint));
}

/** Ends the subscription of this browser, and returns its endpoint, which the server must forget. */
export async function unsubscribeThisBrowser(): Promise<string | null> {
  const subscription = await (await registration())?.pushManager.getSubscription();
  if (subscription === null || subscription === undefined) return null;
  await subscription.unsubscribe();
  return subscription.endpoint;
}
