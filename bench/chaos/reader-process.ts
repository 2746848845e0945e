import { type Answer, type Order, orderSchema } from "./fleet-protocol";
import { Reader } from "./reader";

const LOOK_MS = 250;

const readers: Reader[] = [];
const tallies: Record<string, number> = {};
const count = (what: string) => {
  tallies[what] = (tallies[what] ?? 0) + 1;
};

const answer = (message: Answer) => process.send?.(message);

async function open({ readers: specs, ...setting }: Extract<Order, { op: "open" }>): Promise<void> {
  await Promise.all(
    specs.map(
      (spec) => new Promise<void>((done) => readers.push(new Reader(spec, { ...setting, count }, done))),
    ),
  );
  setInterval(() => {
    const now = Date.now();
    for (const reader of readers) reader.look(now);
  }, LOOK_MS);
  answer({ op: "open" });
}

function obey(order: Order): void {
  switch (order.op) {
    case "open":
      void open(order);
      break;
    case "drop":
      readers.find(({ spec }) => spec.id === order.id)?.drop(order.forMs);
      break;
    case "count":
      answer({ op: "count", received: readers.reduce((sum, { received }) => sum + received, 0) });
      break;
    case "report":
      for (const reader of readers) reader.close();
      answer({ op: "report", records: readers.flatMap((reader) => reader.records()), tallies });
  }
}

process.on("message", (message) => obey(orderSchema.parse(message)));
process.on("disconnect", () => process.exit(0));
