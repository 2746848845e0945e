import { Agent, request } from "node:http";
import { createToken } from "@/lib/auth/credentials/tokens";
import { SCOPES } from "@/lib/auth/model/scopes";
import { memoryBus } from "@/lib/realtime/bus/memory";
import { provideBus } from "@/lib/realtime/bus/process-bus";
import { startApp } from "@/test/support/app-server";
import { NO_LIMITS } from "@/test/support/no-limits";
import { cpuMicros } from "../streams/cpu";
import type { Limits, RestFigures } from "./figures";
import { changeOrders, type PlacedOrder, placeOrders, type Step } from "./life";
import { assertNothingLost } from "./lost";
import { type Where, withNewDatabase } from "./measured-database";
import { buildTown, type Town } from "./town";

/** Modules are loaded and compiled with the first requests. */
const WARM_UP_ORDERS = 50;

const BODIES: Record<Step["name"], string> = {
  accept: JSON.stringify({ order_status: "Preparing" }),
  ready: JSON.stringify({ order_status: "Preparing", ready: true }),
  hand_over: JSON.stringify({ order_status: "Out for Delivery" }),
  deliver: JSON.stringify({ order_status: "Delivered" }),
};

async function issueTokens({ stores }: Town): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const { partner } of stores) {
    const { token } = await createToken(partner.userId, { name: "Bench", scopes: SCOPES });
    tokens.set(partner.userId, token);
  }
  return tokens;
}

function patch(agent: Agent, url: string, token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(url, { method: "PATCH", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${response.statusCode}: ${text}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Uses the REST API of the built application in its own process; `root` is the application's folder. */
export function measureRest(
  where: Where,
  { root, ...limits }: Limits & { root?: string },
): Promise<RestFigures> {
  return withNewDatabase(where, async (database) => {
    provideBus(memoryBus(8));
    const [tokens, placed] = await database.asProduct(limits.concurrency, async () => {
      const town = await buildTown();
      return [await issueTokens(town), (await placeOrders(town, limits)).placed] as const;
    });
    const app = await startApp({
      env: { ...database.environment, ...NO_LIMITS },
      ...(database.folder && { dataDir: database.folder }),
      ...(root && { root }),
    });
    const agent = new Agent({ keepAlive: true, maxSockets: limits.concurrency });
    try {
      const send = ({ id, partner }: PlacedOrder, step: Step) => {
        const url = `http://127.0.0.1:${app.port}/api/orders/${id}/status`;
        return patch(agent, url, tokens.get(partner.userId) ?? "", BODIES[step.name]);
      };
      await changeOrders(placed.splice(0, WARM_UP_ORDERS), limits, send);
      const pid = app.pid() ?? 0;
      const before = cpuMicros(pid);
      const changing = await changeOrders(placed, limits, send);
      const serverCpuMicroseconds = (cpuMicros(pid) - before) / changing.count;
      await app.stop();
      return { changing, serverCpuMicroseconds, changes: await database.asProduct(1, assertNothingLost) };
    } finally {
      agent.destroy();
      await app.dispose();
    }
  });
}
