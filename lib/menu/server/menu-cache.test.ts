import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Menu } from "@/lib/menu/model/schema";
import { dish, menuOf } from "@/test/support/menu-arbitraries";
import { MenuCache } from "./menu-cache";

/** A menu of which only the version counts; each change appends one event to the channel in the same moment. */
class ModelMenu {
  version = 0;
  position = () => ({ epoch: "e", offset: this.version });
  menu = (): Menu => menuOf([], { version: this.version });
}

const step = fc.oneof(
  fc.constant({ do: "change" as const }),
  fc.record({ do: fc.constant("read" as const), process: fc.nat({ max: 1 }) }),
);

describe("a cache of menus", () => {
  test("never gives a menu from before the position that was read for it, however reads and changes meet", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { maxLength: 30 }), async (scheduler, steps) => {
        const model = new ModelMenu();
        const caches = [new MenuCache(), new MenuCache()];
        const read = async (cache: MenuCache) => {
          const at = model.position();
          await scheduler.schedule(Promise.resolve(), "the position on its way");
          const { version } = await cache.read("store", at, async () => {
            await scheduler.schedule(Promise.resolve(), "the query on its way");
            const menu = model.menu();
            await scheduler.schedule(Promise.resolve(), "the menu on its way");
            return menu;
          });
          expect(version).toBeGreaterThanOrEqual(at.offset);
        };
        const reads: Promise<void>[] = [];
        for (const one of steps) {
          const cache = one.do === "read" ? caches[one.process] : undefined;
          if (cache === undefined) model.version += 1;
          else reads.push(read(cache));
          if (scheduler.count() > 1) await scheduler.waitNext(1);
        }
        await scheduler.waitIdle();
        await Promise.all(reads);
      }),
    );
  });

  test("reads again after a failure, in another epoch, and after a minute", async () => {
    const cache = new MenuCache();
    const at = { epoch: "e", offset: 1 };
    const load = vi.fn(async () => menuOf([]));
    await expect(cache.read("store", at, () => Promise.reject(new Error("away")), 0)).rejects.toThrow("away");
    await cache.read("store", at, load, 0);
    await cache.read("store", at, load, 59_999);
    expect(load).toHaveBeenCalledTimes(1);
    await cache.read("store", { epoch: "f", offset: 1 }, load, 59_999);
    expect(load).toHaveBeenCalledTimes(2);
    await cache.read("store", { epoch: "f", offset: 1 }, load, 120_000);
    expect(load).toHaveBeenCalledTimes(3);
  });

  test("forgets the menus that were not used for longest when they have too many dishes", async () => {
    const cache = new MenuCache();
    const at = { epoch: "e", offset: 1 };
    const items = Array.from({ length: 5_000 }, (_, n) => dish(n));
    const load = vi.fn(async () => menuOf([{ id: "c", name: "All", items }]));
    const read = (store: string) => cache.read(store, at, load, 0);
    for (const store of ["a", "b", "c"]) await read(store);
    await read("a");
    await read("d");
    expect(load).toHaveBeenCalledTimes(4);
    await read("a");
    expect(load).toHaveBeenCalledTimes(4);
    await read("b");
    expect(load).toHaveBeenCalledTimes(5);
  });
});
