import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { MenuContent } from "@/lib/menu/model/file/resolve";
import { menuSchema } from "@/lib/menu/model/schema";

const CATEGORIES = 20;
const menuAnswer = z.object({ data: menuSchema });

/** Dishes as restaurants have them: a description, stated allergens, and a choice with every fifth. */
export function largeMenu(dishes: number): MenuContent {
  const dish = (n: number): MenuContent[number]["items"][number] => ({
    id: randomUUID(),
    name: `Dish ${n}`,
    description: `With rice, ginger and whatever the market had on day ${n}.`,
    price: 500 + n,
    allergens: ["fish", "soybeans"],
    may_contain: ["sesame"],
    free_of: ["milk"],
    groups:
      n % 5 === 0
        ? [
            {
              id: randomUUID(),
              name: "Size",
              minimum: 1,
              maximum: 1,
              options: ["Small", "Large"].map((name, index) => ({
                id: randomUUID(),
                name,
                price: index * 250,
              })),
            },
          ]
        : [],
  });
  const each = Math.ceil(dishes / CATEGORIES);
  return Array.from({ length: CATEGORIES }, (_, n) => ({
    id: randomUUID(),
    name: `Category ${n + 1}`,
    items: Array.from({ length: Math.min(each, dishes - n * each) }, (_, index) =>
      dish(n * each + index + 1),
    ),
  }));
}

export interface MenuClient {
  read(): Promise<z.infer<typeof menuSchema>>;
  /** Runs a command as our pages do. */
  command(name: string, input: Record<string, unknown>): Promise<void>;
}

export function menuClient(origin: string, slug: string, Cookie: string): MenuClient {
  return {
    read: async () => {
      const answer = await fetch(`${origin}/api/tenants/${slug}/menu`);
      return menuAnswer.parse(await answer.json()).data;
    },
    command: async (name, input) => {
      const answer = await fetch(`${origin}/api/commands/${name}`, {
        method: "POST",
        headers: {
          ...{ Cookie, Origin: origin },
          ...{ "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
        },
        body: JSON.stringify(input),
      });
      if (!answer.ok) throw new Error(`${name} was answered ${answer.status}: ${await answer.text()}`);
    },
  };
}
