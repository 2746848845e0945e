import { menuChannel } from "@/lib/menu/model/channels";
import type { OrderDetail } from "@/lib/orders/model/schema";
import type { Cast, Person } from "./cast";
import type { Guest } from "./evening";
import { type MenuChange, owedOfMenus } from "./menu-changes";
import { owedTo } from "./owed";
import { pause } from "./pause";
import { seededRandom } from "./random";
import { judge, type Verdict } from "./verdict";
import { type Watcher, watch } from "./watcher";

export interface Seat {
  person: Person;
  watcher: Watcher;
}

/** With more watchers than people, some people have two, as from two tabs. */
export function takeSeats(cast: Cast, count: number, origin: string): Promise<Seat[]> {
  const people = Array.from({ length: count }, (_, index) =>
    cast.readers.slice(index % cast.readers.length).slice(0, 1),
  ).flat();
  const menus = cast.stores.map(({ menu }) => menuChannel.name(menu.tenant.id));
  return Promise.all(
    people.map(async (person) => ({
      person,
      watcher: await watch(person.email, person.api.token, origin, menus),
    })),
  );
}

export async function cutLines(
  seats: readonly Seat[],
  { cuts, minutes, seed }: { cuts: number; minutes: number; seed: number },
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    seats.flatMap(({ watcher }, seat) =>
      Array.from({ length: cuts }, async (_, turn) => {
        const random = seededRandom(seed, seat, turn, 2);
        if (await pause(((turn + random.next()) / cuts) * minutes * 60_000, signal))
          watcher.cut(random.between(1_000, 4_000));
      }),
    ),
  );
}

export interface SeatVerdict {
  person: Person;
  verdict: Verdict;
}

/** What happened in the evening. */
export interface Happened {
  guests: readonly Guest[];
  orders: readonly OrderDetail[];
  menuChanges: readonly MenuChange[];
}

function judgeSeats(
  seats: readonly Seat[],
  { stores }: Cast,
  { guests, orders, menuChanges }: Happened,
): SeatVerdict[] {
  const ofMenus = owedOfMenus(menuChanges);
  return seats.map(({ person, watcher }) => {
    const own = guests.find(({ customer }) => customer.email === person.email);
    const store = stores.find(({ menu }) => menu.tenant.slug === person.tenant);
    const reader = { userId: own?.order.user_id ?? null, tenantId: store?.menu.tenant.id ?? null };
    return { person, verdict: judge([...owedTo(reader, orders), ...ofMenus], watcher.seen) };
  });
}

const PATIENCE_MS = 15_000;
const SETTLE_MS = 3_000;

export async function judgeInTheEnd(
  seats: readonly Seat[],
  cast: Cast,
  happened: Happened,
): Promise<SeatVerdict[]> {
  const judgeNow = () => judgeSeats(seats, cast, happened);
  const until = performance.now() + PATIENCE_MS;
  while (judgeNow().some(({ verdict }) => verdict.missing > 0) && performance.now() < until) await pause(100);
  await pause(SETTLE_MS);
  return judgeNow();
}
