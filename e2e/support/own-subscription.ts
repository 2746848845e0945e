/**
 * Runs in a page before its scripts. The browser's own push service is another party's and out of reach: the page's
 * subscription is one at the push service of the test instead.
 */
export function subscribeElsewhere(given: {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}): void {
  let current: PushSubscription | null = null;
  const bytesOf = (text: string) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async () => {
    current = {
      endpoint: given.endpoint,
      expirationTime: null,
      options: { applicationServerKey: null, userVisibleOnly: true },
      getKey: (name) => bytesOf(given[name]).buffer,
      toJSON: () => ({ endpoint: given.endpoint }),
      unsubscribe: async () => {
        current = null;
        return true;
      },
    };
    return current;
  };
}
