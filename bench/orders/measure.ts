import { parseArgs } from "node:util";
import { measureChat } from "../chat/measure-chat";
import { measureNotifications } from "../notifications/measure-notifications";
import { measureOrderSearch } from "../order-search/measure-order-search";
import { measureReactions } from "../reactions/measure-reactions";
import { measureStoreFigures } from "../store-figures/measure-store-figures";
import { measureCommands } from "./commands";
import { measureRest } from "./rest";

/** Prints JSON: `tsx --tsconfig bench/tsconfig.json bench/orders/measure.ts commands [--server postgres://…]`. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: "string" },
    seconds: { type: "string", default: "5" },
    concurrency: { type: "string", default: "20" },
    orders: { type: "string", default: "200" },
    stores: { type: "string", default: "20" },
    root: { type: "string" },
  },
});
const where = values.server === undefined ? "embedded" : { server: values.server };
const limits = { seconds: Number(values.seconds), concurrency: Number(values.concurrency) };
const [what] = positionals;

function measure() {
  if (what === "rest") return measureRest(where, { ...limits, ...(values.root && { root: values.root }) });
  if (what === "reactions") return measureReactions(where, limits);
  if (what === "chat") return measureChat(where, limits);
  if (what === "notifications")
    return measureNotifications(where, { ...limits, orders: Number(values.orders) });
  if (what === "figures") return measureStoreFigures(where, Number(values.orders));
  if (what === "search") return measureOrderSearch(where, Number(values.orders));
  return measureCommands(where, { ...limits, stores: Number(values.stores) });
}

const figures = await measure();
process.stdout.write(`${JSON.stringify(figures)}\n`);
