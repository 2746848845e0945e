import { userChannel } from "@/lib/auth/model/channels";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { makeRider, makeRiderStore } from "../../../test/support/riders";
import { makePerson, orderFor } from "../../../test/support/world";
import { type Seat, tokenOf } from "../seats";

/** Stores whose orders their own riders bring, so that the riders of a demo, who answer nothing, are not asked. */

export interface RiderStore {
  id: string;
  staffToken: string;
  order: ReturnType<typeof orderFor>;
  riders: { id: string; token: string }[];
  customerTokens: string[];
}

const STORES = 2;
const RIDERS = 4;
const CUSTOMERS = 4;
const PIZZERIA = "Chaos by bicycle";
/** Two kilometres away. */
const DOOR = {
  line1: "Harbour 7",
  city: "Port Selby",
  postal_code: "12345",
  note: "",
  lat: 54.335,
  lng: 10.14,
};

async function makeStore(n: number): Promise<{ store: RiderStore; seats: Seat[] }> {
  const restaurant = await makeRiderStore({ rider_fleet: "own", name: `${PIZZERIA} ${n + 1}` });
  const staff = await makePerson("dispatcher", { staffOf: [restaurant.id] });
  const staffToken = await tokenOf(staff);
  const fleet = fleetChannel.name(restaurant.id);
  const channels = [tenantOrdersChannel.name(restaurant.id), userChannel.name(staff.userId), fleet];
  const seats: Seat[] = [{ token: staffToken, channels, asks: [fleet] }];
  const riders: RiderStore["riders"] = [];
  for (let r = 0; r < RIDERS; r += 1) {
    const rider = await makeRider(`Rider ${n}${r}`, { tenantId: restaurant.id });
    const token = await tokenOf(rider);
    riders.push({ id: rider.userId, token });
    seats.push({ token, channels: [userChannel.name(rider.userId)], asks: [] });
  }
  const customerTokens: string[] = [];
  for (let c = 0; c < CUSTOMERS; c += 1) {
    const person = await makePerson("hungry");
    const token = await tokenOf(person);
    customerTokens.push(token);
    seats.push({ token, channels: [userChannel.name(person.userId)], asks: [] });
  }
  const order = orderFor(restaurant, { address: DOOR });
  return { store: { id: restaurant.id, staffToken, order, riders, customerTokens }, seats };
}

/** Each person of the town also reads: the dispatcher the store's screens, riders and customers their own. */
export async function furnishTown(): Promise<{ stores: RiderStore[]; seats: Seat[] }> {
  const made = [];
  for (let n = 0; n < STORES; n += 1) made.push(await makeStore(n));
  return { stores: made.map(({ store }) => store), seats: made.flatMap(({ seats }) => seats) };
}
