import * as z from "zod";
import { menuChannel } from "@/lib/menu/model/channels";
import { type MenuItem, menuItemSchema } from "@/lib/menu/model/schema";
import type { Cast, Store } from "./cast";
import { pause } from "./pause";
import { type Random, seededRandom } from "./random";
import { eventKey } from "./sightings";
import type { Tally } from "./tally";

export interface MenuChange {
  tenantId: string;
  itemId: string;
  version: number;
}

/** The fields of a dish that the staff change during service. */
interface Service {
  price?: number;
  available?: boolean;
  until?: string | null;
}

const FOUR_HOURS_MS = 4 * 60 * 60_000;
const itemAnswer = z.object({ data: menuItemSchema });

const itemsOf = ({ menu }: Store) => menu.categories.flatMap(({ items }) => items);

export function pickChange(item: MenuItem, random: Random): Service {
  const steps = item.price < 50 ? [50, 100] : [-50, 50, 100];
  if (random.chance(0.4)) return { price: item.price + random.pick(steps) };
  if (!item.available) return { available: true };
  const until = random.chance(0.5) ? new Date(Date.now() + FOUR_HOURS_MS).toISOString() : null;
  return { available: false, until };
}

/** Returns the change that puts a dish back as it was before the evening; null when it already is. */
export function putBack(before: MenuItem, now: MenuItem): Service | null {
  const isSame =
    before.price === now.price &&
    before.available === now.available &&
    before.available_until === now.available_until;
  if (isSame) return null;
  return {
    price: before.price,
    ...(before.available ? { available: true } : { available: false, until: before.available_until }),
  };
}

/** Customers who come later order from the menu as it is then. */
function show(store: Store, changed: MenuItem): void {
  for (const category of store.menu.categories)
    category.items = category.items.map((item) => (item.id === changed.id ? changed : item));
}

export async function changeDish(
  store: Store,
  item: MenuItem,
  what: Service,
  tally: Tally,
): Promise<MenuChange[]> {
  const [partner] = store.staff;
  if (partner === undefined) return [];
  const { tenant } = store.menu;
  const path = `/api/tenants/${tenant.slug}/menu/items/${item.id}`;
  const { status, body } = await partner.api.write("PATCH", path, { ...what, version: item.version }, false);
  if (status !== 200 && status !== 409)
    throw new Error(`A change of ${item.name} was answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
  const { data } = itemAnswer.parse(body);
  show(store, data);
  if (status === 409) {
    tally.conflicts += 1;
    return [];
  }
  if (data.version === item.version) return [];
  tally.menuChanges += 1;
  return [{ tenantId: tenant.id, itemId: data.id, version: data.version }];
}

/** Staff turn dishes off and on and change prices. In the end, each dish is put back as it was. */
export async function changeMenus(
  { menuChanges, minutes, seed }: { menuChanges: number; minutes: number; seed: number },
  { stores }: Cast,
  signal: AbortSignal,
  tally: Tally,
): Promise<MenuChange[]> {
  const inStore = async (store: Store, place: number) => {
    const before = itemsOf(store);
    const made: MenuChange[] = [];
    let isOver = before.length === 0;
    for (let turn = 0; turn < menuChanges && !isOver; turn += 1) {
      const random = seededRandom(seed, place, turn, 3);
      const gap = (minutes * 60_000) / menuChanges;
      isOver = !(await pause(random.between(0.5, 1) * gap, signal));
      if (!isOver) {
        const item = random.pick(itemsOf(store));
        made.push(...(await changeDish(store, item, pickChange(item, random), tally)));
      }
    }
    for (const item of before) {
      const now = itemsOf(store).find(({ id }) => id === item.id) ?? item;
      const back = putBack(item, now);
      if (back !== null) made.push(...(await changeDish(store, now, back, tally)));
    }
    return made;
  };
  return (await Promise.all(stores.map(inStore))).flat();
}

/** Everyone who has a menu open is told of each change. */
export function owedOfMenus(changes: readonly MenuChange[]): string[] {
  return changes.map(({ tenantId, itemId, version }) =>
    eventKey(menuChannel.name(tenantId), "menu_item_changed", itemId, version),
  );
}
