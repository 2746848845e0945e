import * as z from "zod";
import { isOrderable } from "@/lib/cart/model/choice";
import { devicesSchema } from "@/lib/stores/model/devices/schema";
import type { Api } from "../api";
import type { Cast, Store } from "../cast";
import { changeDish, type MenuChange } from "../menu-changes";
import { pause } from "../pause";
import type { Tally } from "../tally";
import { beatFor, Device, readStatus, waitForPause } from "./lost-device";
import type { Trouble } from "./plan";

interface Scene {
  store: Store;
  partner: Api;
  slug: string;
  tally: Tally;
  signal: AbortSignal;
}

type Of<Kind extends Trouble["kind"]> = Extract<Trouble, { kind: Kind }>;

const devicesAnswer = z.object({ data: devicesSchema });
const MINUTE_MS = 60_000;
const lasts = ({ from, to }: Trouble) => (to - from) * MINUTE_MS;

/** Null for a dish that somebody else has changed meanwhile. */
async function sellOut({ dish, ...span }: Of<"sold_out">, scene: Scene): Promise<MenuChange[]> {
  const { store, tally, signal } = scene;
  const all = () => store.menu.categories.flatMap(({ items }) => items);
  const on = all().filter(isOrderable);
  const item = on[Math.floor(dish * on.length)];
  if (item === undefined) return [];
  const made = await changeDish(store, item, { available: false, until: null }, tally);
  if (made.length > 0) tally.troubles.push(`${item.name} was sold out at ${store.menu.tenant.name}`);
  await pause(lasts({ dish, ...span }), signal);
  const now = all().find(({ id }) => id === item.id);
  if (now === undefined || now.available) return made;
  return [...made, ...(await changeDish(store, now, { available: true }, tally))];
}

async function setStatus({ partner, slug }: Scene, body: object): Promise<void> {
  const answer = await partner.write("PUT", `/api/tenants/${slug}/status`, body, false);
  if (answer.status !== 200)
    throw new Error(`The status of ${slug} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
}

async function pauseStore(trouble: Of<"pause">, scene: Scene): Promise<void> {
  const { partner, slug, signal, tally } = scene;
  const { minutes, reason } = trouble;
  await setStatus(scene, { mode: "paused", minutes, reason });
  try {
    const shown = await readStatus(partner, slug);
    if (shown.mode !== "paused" || shown.reason !== reason)
      tally.faults.push(`${slug} was paused for "${reason}", and shows ${shown.mode}, "${shown.reason}"`);
    await pause(lasts(trouble), signal);
  } finally {
    await setStatus(scene, { mode: "open" });
  }
  tally.troubles.push(`${scene.store.menu.tenant.name} paused: ${reason}`);
}

async function hasOtherDevice({ partner, slug }: Scene): Promise<boolean> {
  const { devices } = devicesAnswer.parse((await partner.get(`/api/tenants/${slug}/devices`)).body).data;
  return devices.some(({ state }) => state !== "ended");
}

/** The shift begins with the evening, and the device dies at `from`. */
async function loseDevice(trouble: Of<"lost_device">, scene: Scene): Promise<void> {
  const { partner, slug, signal, tally, store } = scene;
  const { name } = store.menu.tenant;
  if (await hasOtherDevice(scene)) {
    tally.troubles.push(`${name} has another device on shift, so none was lost`);
    return;
  }
  const device = new Device(partner, slug);
  try {
    const betweenBeats = await beatFor(device, trouble.from * MINUTE_MS, signal);
    const hasPaused = await waitForPause(partner, slug, betweenBeats, signal);
    if (signal.aborted) return;
    if (!hasPaused) {
      tally.faults.push(`${slug} lost its only device, and did not pause`);
      return;
    }
    await device.beat();
    const { mode } = await readStatus(partner, slug);
    if (mode === "paused") tally.faults.push(`${slug} has its device again, and is still paused`);
    tally.troubles.push(`${name} paused when its device died, and opened when it came back`);
  } finally {
    await device.endShift();
    // A device that is gone leaves a pause that nothing else would end.
    if ((await readStatus(partner, slug)).mode === "paused") await setStatus(scene, { mode: "open" });
  }
}

async function play(trouble: Trouble, scene: Scene): Promise<MenuChange[]> {
  switch (trouble.kind) {
    case "slow_kitchen":
      // The orders that are placed meanwhile have slow lives.
      scene.tally.troubles.push(`The kitchen of ${scene.store.menu.tenant.name} was slow`);
      return [];
    case "sold_out":
      return sellOut(trouble, scene);
    case "pause":
      await pauseStore(trouble, scene);
      return [];
    case "lost_device":
      await loseDevice(trouble, scene);
      return [];
  }
}

/** Resolves with the changes of menus. What fails does not affect the rest; each store is left as it was. */
export async function playTroubles(
  troubles: readonly Trouble[],
  { stores }: Cast,
  signal: AbortSignal,
  tally: Tally,
): Promise<MenuChange[]> {
  const one = async (trouble: Trouble): Promise<MenuChange[]> => {
    const store = stores[trouble.store];
    const [partner] = store?.staff ?? [];
    if (store === undefined || partner === undefined) return [];
    const startsAt = trouble.kind === "lost_device" ? 0 : trouble.from;
    if (!(await pause(startsAt * MINUTE_MS, signal))) return [];
    const slug = store.menu.tenant.slug;
    try {
      return await play(trouble, { store, partner: partner.api, slug, tally, signal });
    } catch (error) {
      tally.faults.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  };
  return (await Promise.all(troubles.map(one))).flat();
}
