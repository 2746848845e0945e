/**
 * The service worker of the push notifications. It does nothing else: it caches nothing and answers no requests.
 * lib/notifications/model/push-payload.ts writes what it reads.
 */

function read(event) {
  try {
    const { notification, app_badge } = event.data.json();
    return { ...notification, badge: Number(app_badge) };
  } catch {
    // The browser ends the subscription after pushes that show nothing.
    return { title: "Platewire", body: "", navigate: "/", tag: "platewire", data: { at: 0 }, badge: 0 };
  }
}

async function show({ title, body, navigate, lang, tag, data, badge }) {
  if (badge > 0) await self.navigator.setAppBadge?.(badge).catch(() => undefined);
  const shown = await self.registration.getNotifications({ tag });
  // Pushes may arrive in another order than they were sent: an order's latest state stays.
  const newer = shown.find((one) => (one.data?.at ?? 0) > data.at);
  const latest = newer ?? { title, body, lang, data: { ...data, navigate } };
  await self.registration.showNotification(latest.title, {
    body: latest.body,
    lang: latest.lang,
    tag,
    renotify: newer === undefined,
    icon: "/icon.svg",
    data: latest.data,
  });
}

/** Only pages of our own are opened, whatever the push says. */
function pathOf(navigate) {
  const url = new URL(navigate ?? "/", self.location.origin);
  return url.origin === self.location.origin ? url.href : self.location.origin;
}

async function open(navigate) {
  const target = pathOf(navigate);
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const same = pages.find(({ url }) => url === target);
  if (same !== undefined) return same.focus();
  return self.clients.openWindow(target);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(read(event))));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.navigate));
});
