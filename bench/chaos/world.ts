import { userChannel } from "@/lib/auth/model/channels";
import { tenantChatChannel } from "@/lib/chat/model/channels";
import { openDatabase, provideDatabase } from "@/lib/db/client";
import { orderChannel, tenantOrdersChannel } from "@/lib/orders/model/channels";
import { makeOrder, makePerson, makeRestaurant, orderFor } from "../../test/support/world";
import type { ReaderSpec } from "./fleet-protocol";
import { furnishTown, type RiderStore } from "./riders/town";
import { type Seat, tokenOf } from "./seats";

export interface Store {
  id: string;
  staffToken: string;
  order: ReturnType<typeof orderFor>;
  /** Stay open and are changed concurrently. */
  standingOrders: string[];
}

export interface World {
  stores: Store[];
  riderStores: RiderStore[];
  customerTokens: string[];
  readers: (ReaderSpec & { channels: string[] })[];
}

const STORES = 4;
const STANDING_ORDERS = 2;
/** Shares of readers that watch a board or follow one order; the others are customers. */
const BOARDS = 0.5;
const FOLLOWERS = 0.2;
const TICKETS = 10;

async function makeSeat(name: string, staffOf: string[] = []) {
  const person = await makePerson(name, { staffOf });
  return { person, token: await tokenOf(person) };
}

async function makeStore(readers: number) {
  const restaurant = await makeRestaurant();
  const owner = await makeSeat("owner", [restaurant.id]);
  const boards: Seat[] = [];
  for (let n = 0; n < readers; n += 1) {
    const { person, token } = await makeSeat("staff", [restaurant.id]);
    const chats = tenantChatChannel.name(restaurant.id);
    const channels = [tenantOrdersChannel.name(restaurant.id), userChannel.name(person.userId), chats];
    boards.push({ token, channels, asks: [chats] });
  }
  return { restaurant, staffToken: owner.token, boards };
}

async function furnish(clients: number): Promise<World> {
  const boards = Math.floor((clients * BOARDS) / STORES);
  const followers = Math.floor((clients * FOLLOWERS) / (STORES * STANDING_ORDERS));
  const stores: Store[] = [];
  const town = await furnishTown();
  const seats: Seat[] = [...town.seats];
  for (let s = 0; s < STORES; s += 1) {
    const store = await makeStore(boards);
    seats.push(...store.boards);
    const standingOrders: string[] = [];
    for (let o = 0; o < STANDING_ORDERS; o += 1) {
      const { person, token } = await makeSeat("regular");
      const { id } = await makeOrder(person, store.restaurant);
      standingOrders.push(id);
      const channels = [userChannel.name(person.userId), orderChannel.name(id)];
      for (let n = 0; n < followers; n += 1) seats.push({ token, channels, asks: [orderChannel.name(id)] });
    }
    const order = orderFor(store.restaurant);
    stores.push({ id: store.restaurant.id, staffToken: store.staffToken, order, standingOrders });
  }
  const customerTokens: string[] = [];
  while (seats.length < clients) {
    const { person, token } = await makeSeat("customer");
    customerTokens.push(token);
    seats.push({ token, channels: [userChannel.name(person.userId)], asks: [] });
  }
  const readers = seats.map(({ token, channels, asks }, id) => ({
    id,
    token,
    channels,
    asks,
    usesTickets: id % TICKETS === TICKETS - 1,
  }));
  return { stores, riderStores: town.stores, customerTokens, readers };
}

export async function makeWorld(databaseUrl: string, clients: number): Promise<World> {
  const database = await openDatabase({ url: databaseUrl });
  provideDatabase(database);
  try {
    return await furnish(clients);
  } finally {
    provideDatabase(undefined);
    await database.close();
  }
}
