import { randomUUID } from "node:crypto";
import * as z from "zod";
import { menuSchema } from "@/lib/menu/model/schema";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import {
  type OrderDetail,
  orderDetailSchema,
  orderSummarySchema,
  type PlaceOrder,
} from "@/lib/orders/model/schema";
import { signInAs } from "@/test/support/sign-in";

const menuAnswer = z.object({ data: menuSchema });
const orderAnswer = z.object({ data: orderDetailSchema });
const changeAnswer = z.object({ data: orderSummarySchema });
const listAnswer = z.object({ data: z.array(orderSummarySchema) });

export type StatusChange = Record<string, unknown> & { order_status: string };

export interface DishRequest {
  dish: string;
  note: string;
}

export interface RestClient {
  /** Orders two of each dish, by its name on the menu. */
  order(
    slug: string,
    dishes: readonly (string | DishRequest)[],
    over?: Partial<PlaceOrder>,
  ): Promise<OrderDetail>;
  change(orderId: string, change: StatusChange): Promise<void>;
  act(orderId: string, action: OrderAction): Promise<void>;
  read(orderId: string): Promise<OrderDetail>;
  /** Returns the codes of this person's orders. */
  mine(): Promise<string[]>;
}

export const ADDRESS = { line1: "Quay 7", city: "Port Selby", postal_code: "20457", note: "" };

export function restClient(origin: string, credential: Record<string, string>): RestClient {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...credential,
        Origin: origin,
        ...(body !== undefined && { "Content-Type": "application/json", "Idempotency-Key": randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  return {
    order: async (slug, dishes, over = {}) => {
      const menu = menuAnswer.parse(await ask("GET", `/api/tenants/${slug}/menu`)).data;
      const items = menu.categories.flatMap((category) => category.items);
      const idOf = (name: string) => {
        const item = items.find((one) => one.name === name);
        if (item === undefined) throw new Error(`${name} is not on the menu of ${slug}.`);
        return item.id;
      };
      const order: PlaceOrder = {
        tenant_id: menu.tenant.id,
        items: dishes
          .map((one) => (typeof one === "string" ? { dish: one, note: "" } : one))
          .map(({ dish, note }) => ({ menu_item_id: idOf(dish), quantity: 2, option_ids: [], note })),
        address: ADDRESS,
        payment_method: "cash",
        note: "",
        ...over,
      };
      return orderAnswer.parse(await ask("POST", "/api/orders", order)).data;
    },
    change: async (orderId, change) => {
      changeAnswer.parse(await ask("PATCH", `/api/orders/${orderId}/status`, change));
    },
    act: async (orderId, action) => {
      changeAnswer.parse(await ask("POST", `/api/orders/${orderId}/actions`, action));
    },
    read: async (orderId) => orderAnswer.parse(await ask("GET", `/api/orders/${orderId}`)).data,
    mine: async () =>
      listAnswer.parse(await ask("GET", "/api/orders?mine=true&limit=100")).data.map((one) => one.order_code),
  };
}

export async function restClientOf(origin: string, email: string): Promise<RestClient> {
  return restClient(origin, { Cookie: await signInAs(origin, email) });
}
