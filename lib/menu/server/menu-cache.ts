import "server-only";
import type { Menu } from "@/lib/menu/model/schema";
import type { Position } from "@/lib/realtime/protocol/position";

interface Kept {
  readonly at: Position;
  readonly menu: Promise<Menu>;
  readonly until: number;
  dishes: number;
}

/** Bounds all menus together; a dish needs about one KB. */
const DISHES_AT_MOST = 20_000;
/** Bounds what a menu that was written past the commands, or a restored backup, can hide. */
const KEPT_MS = 60_000;

const isSame = (one: Position, other: Position) => one.epoch === other.epoch && one.offset === other.offset;

/**
 * Menus that this process has read. Each change of a menu writes an event in its transaction, so a menu is current as long
 * as the position of its channel is the one that was read before it. No process has to tell another.
 */
export class MenuCache {
  /** The one that was used last is the last. */
  readonly #kept = new Map<string, Kept>();

  /** `at` is the position of the menu's channel, read before this call. Concurrent reads share one `load`. */
  read(tenantId: string, at: Position, load: () => Promise<Menu>, now = performance.now()): Promise<Menu> {
    const known = this.#kept.get(tenantId);
    const isCurrent = known !== undefined && isSame(known.at, at) && known.until > now;
    const kept = isCurrent ? known : { at, menu: load(), until: now + KEPT_MS, dishes: 0 };
    this.#kept.delete(tenantId);
    this.#kept.set(tenantId, kept);
    if (!isCurrent) void this.#weigh(tenantId, kept);
    return kept.menu;
  }

  async #weigh(tenantId: string, kept: Kept): Promise<void> {
    try {
      const { categories } = await kept.menu;
      kept.dishes = 1 + categories.reduce((sum, { items }) => sum + items.length, 0);
      this.#dropLeastUsed();
    } catch {
      // The caller gets the error; the next one reads again.
      if (this.#kept.get(tenantId) === kept) this.#kept.delete(tenantId);
    }
  }

  #dropLeastUsed(): void {
    let dishes = 0;
    for (const [tenantId, kept] of [...this.#kept].toReversed()) {
      dishes += kept.dishes;
      if (dishes > DISHES_AT_MOST) this.#kept.delete(tenantId);
    }
  }
}

declare global {
  // Next gives route handlers, pages and instrumentation separate module states; globalThis is shared.
  var platewireMenus: MenuCache | undefined;
}

export function menuCache(): MenuCache {
  globalThis.platewireMenus ??= new MenuCache();
  return globalThis.platewireMenus;
}
