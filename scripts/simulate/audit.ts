import { isFinal } from "@/lib/orders/model/lifecycle";
import type { OrderDetail } from "@/lib/orders/model/schema";
import { storeDelivers } from "@/lib/orders/model/store-delivers";
import type { Guest } from "./evening";
import { read } from "./orders";
import type { Tally } from "./tally";

const READERS = 8;

export async function readOrders(guests: readonly Guest[]): Promise<OrderDetail[]> {
  const waiting = [...guests];
  const orders: OrderDetail[] = [];
  const readOn = async () => {
    for (let guest = waiting.shift(); guest !== undefined; guest = waiting.shift())
      orders.push(await read(guest.customer.api, guest.order.id));
  };
  await Promise.all(Array.from({ length: READERS }, readOn));
  return orders;
}

export function findFaults(orders: readonly OrderDetail[], tally: Tally, isComplete: boolean): string[] {
  const faults = orders.flatMap((order) => {
    const versions = order.timeline.map((entry) => entry.version);
    // Estimates of dispatch raise the version without an entry.
    const isStepped = order.delivery_by === "store" && order.eta_from === null;
    const isWhole = isStepped
      ? versions.length === order.version && versions.every((version, at) => version === at + 1)
      : versions.every((version, at) => version > (versions[at - 1] ?? 0) && version <= order.version);
    return [
      ...(isWhole
        ? []
        : [`${order.order_code} is at version ${order.version}, its timeline has ${versions.join(", ")}`]),
      ...(isComplete && !isFinal(order.order_status) && storeDelivers(order)
        ? [`${order.order_code} was left in ${order.order_status}`]
        : []),
    ];
  });
  const codes = new Set(orders.map((order) => order.order_code));
  if (codes.size !== orders.length) faults.push(`${orders.length} orders have ${codes.size} codes`);
  const changes = orders.reduce((sum, order) => sum + order.version - 1, 0);
  if (changes < tally.changed)
    faults.push(`${tally.changed} changes were answered with 200; the timelines have ${changes}`);
  return faults;
}
