import "server-only";
import { v7 as newId } from "uuid";
import { addresses, orderHistory, orderItems, orders } from "@/lib/db/schema/orders";
import { users } from "@/lib/db/schema/people";
import type { Transaction } from "@/lib/db/transaction";
import { insertPastChats } from "./past-chats";
import type { Restaurant } from "./restaurant";

/** Guests of earlier days. They are not among the people of the demo whom anyone can be. */
const GUESTS = [
  ["Noor Haddad", "Quay Street 3"],
  ["Emil Berg", "Garden Row 18"],
  ["Zoe Lang", "Church Lane 5"],
] as const;

export interface Guest {
  id: string;
  name: string;
  addressId: string;
}

export interface StoredDish {
  id: string;
  name: string;
  price: number;
}

/** More would need a code of one character more. */
const ORDERS = 8;
const DAY_MINUTES = 24 * 60;
/** Minutes after the order was placed. */
const STEPS = [
  ["place", "Order Received", "customer", 0],
  ["accept", "Preparing", "partner", 2],
  ["ready", "Preparing", "partner", 16],
  ["hand_over", "Out for Delivery", "partner", 18],
  ["deliver", "Delivered", "partner", 31],
] as const;
const PREP_MINUTES = 15;
const ACCEPT_MINUTES = 8;

export async function insertGuests(tx: Transaction): Promise<Guest[]> {
  const guests = GUESTS.map(([name, line1], index) => ({
    ...{ id: newId(), addressId: newId(), name, line1 },
    email: `guest-${index + 1}@guests.test`,
  }));
  await tx.insert(users).values(guests.map(({ id, name, email }) => ({ id, name, email })));
  await tx.insert(addresses).values(
    guests.map(({ id, addressId, line1 }) => ({
      ...{ id: addressId, user_id: id, line1 },
      ...{ city: "Port Selby", postal_code: "24103" },
    })),
  );
  return guests;
}

/** Inserts delivered orders of earlier days, most of which hold the dish that is named first. */
export async function insertPastOrders(
  tx: Transaction,
  store: { id: string; restaurant: Restaurant; dishes: readonly StoredDish[] },
  guests: readonly Guest[],
): Promise<void> {
  const { id: tenantId, restaurant, dishes } = store;
  const popular = (restaurant.popular ?? []).flatMap(
    (name) => dishes.find((dish) => dish.name === name) ?? [],
  );
  if (popular.length === 0) return;
  const days = Math.min(ORDERS, restaurant.daysOnPlatewire - 1);
  const past = Array.from({ length: ORDERS }, (_, index) => {
    const guest = guests[index % guests.length];
    const daysAgo = 1 + (index % days);
    const at = (minutes: number) =>
      new Date(Date.now() - (daysAgo * DAY_MINUTES + index * 7 - minutes) * 60_000);
    const chosen = popular.filter((_, rank) => index % (rank + 1) === 0);
    return { id: newId(), index, guest, at, chosen };
  }).flatMap(({ guest, ...order }) => (guest === undefined ? [] : [{ ...order, guest }]));
  await tx.insert(orders).values(
    past.map(({ id, index, guest, at, chosen }) => {
      const total = chosen.reduce((sum, dish) => sum + dish.price, 0);
      return {
        id,
        order_code: `ORD-${restaurant.slug
          .replaceAll(/[^a-z]|[ilou]/g, "")
          .slice(0, 4)
          .toUpperCase()}${index + 2}P`,
        tenant_id: tenantId,
        user_id: guest.id,
        address_id: guest.addressId,
        order_status: "Delivered",
        version: STEPS.length,
        payment_method: "cash",
        payment_status: "captured",
        currency: "EUR",
        items_total: total,
        delivery_fee: restaurant.deliveryFee,
        final_amount: total + restaurant.deliveryFee,
        total_qty: chosen.length,
        accept_by: at(ACCEPT_MINUTES),
        acknowledged_at: at(1),
        accepted_at: at(2),
        prep_minutes: PREP_MINUTES,
        promised_at: at(2 + PREP_MINUTES + restaurant.deliveryMinutes),
        ready_at: at(16),
        dispatched_at: at(18),
        delivered_at: at(31),
        created_at: at(0),
        updated_at: at(31),
      };
    }),
  );
  await tx.insert(orderItems).values(
    past.flatMap(({ id, chosen }) =>
      chosen.map((dish, position) => ({
        ...{ id: newId(), order_id: id, menu_item_id: dish.id, position },
        ...{ name: dish.name, quantity: 1, unit_price: dish.price, options: [] },
      })),
    ),
  );
  await tx.insert(orderHistory).values(
    past.flatMap(({ id, guest, at }) =>
      STEPS.map(([action, status, actor, minutes], step) => ({
        order_id: id,
        version: step + 1,
        at: at(minutes),
        action,
        from_status: STEPS[step - 1]?.[1] ?? null,
        to_status: status,
        actor_kind: actor,
        actor_id: actor === "customer" ? guest.id : null,
        actor_name: actor === "customer" ? guest.name : restaurant.name,
        minutes: action === "accept" ? PREP_MINUTES : null,
      })),
    ),
  );
  await insertPastChats(tx, { id: tenantId, name: restaurant.name }, past);
}
