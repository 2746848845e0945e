import type { Cast } from "../cast";
import type { Guest } from "../evening";
import type { Options } from "../options";
import type { Tally } from "../tally";
import { planRides } from "./plan";
import { Shift } from "./shift";

/** Brings the riders of the cast on shift until the signal. What fails for one does not affect the others. */
export async function rideOut(
  { seed, minutes, speed, scenario }: Pick<Options, "seed" | "minutes" | "speed" | "scenario">,
  { riders, admin }: Cast,
  guests: readonly Guest[],
  signal: AbortSignal,
  tally: Tally,
): Promise<void> {
  const rides = planRides(seed, riders.length, minutes, scenario === "evening");
  const guestOf = (orderId: string) => guests.find(({ order }) => order.id === orderId)?.customer.api ?? null;
  await Promise.all(
    riders.map(async (person, index) => {
      const [ride] = rides.slice(index, index + 1);
      if (ride === undefined) return;
      try {
        const context = { ride, speed, seed, index, signal, tally, admin: admin.api, guestOf };
        await new Shift(person, context).work();
      } catch (error) {
        tally.faults.push(`${person.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }),
  );
}
