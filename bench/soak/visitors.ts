import { type Random, seededRandom } from "../../scripts/simulate/random";
import { Visitor } from "./visitor";
import { type Answer, type Order, orderSchema, type Visits } from "./visitor-protocol";

const visits: Visits = {
  op: "count",
  open: 0,
  opened: 0,
  resumed: 0,
  refused: 0,
  received: 0,
  gaps: 0,
  resets: 0,
};
const AWAY_MS = 300;
const ARRIVAL_MS = 5_000;

const answer = (message: Answer) => process.send?.(message);

function visit(visitor: Visitor, random: Random, stay: readonly [number, number], first: () => void): void {
  visitor.come({ resumes: random.chance(0.5) }, first);
  setTimeout(
    () => {
      visitor.go();
      setTimeout(() => visit(visitor, random, stay, first), AWAY_MS);
    },
    random.between(stay[0], stay[1]),
  );
}

async function open({ url, seed, stay, visitors }: Extract<Order, { op: "open" }>): Promise<void> {
  await Promise.all(
    visitors.map(
      ({ token, asks }, index) =>
        new Promise<void>((done) => {
          const query = asks.length === 0 ? "" : `?${new URLSearchParams({ channels: asks.join(",") })}`;
          const visitor = new Visitor(`${url}/api/events/stream${query}`, token, visits);
          const random = seededRandom(seed, index);
          setTimeout(() => visit(visitor, random, stay, done), (index / visitors.length) * ARRIVAL_MS);
        }),
    ),
  );
  answer({ op: "open" });
}

function obey(order: Order): void {
  if (order.op === "open") void open(order);
  else answer(visits);
}

process.on("message", (message) => obey(orderSchema.parse(message)));
process.on("disconnect", () => process.exit(0));
