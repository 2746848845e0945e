import "./page-globals";
import { RealtimeProvider, useRealtime } from "@upstash/realtime/client";
import { createRoot } from "react-dom/client";
import { type Answer, emissionSchema, type Order, orderSchema, type PeerRecord } from "./protocol";

/** Uses the peer's provider and hook as its documentation shows, unmodified. */

// The peer logs every reconnect to the console.
console.warn = () => undefined;
console.log = () => undefined;

/** Waits for all streams: the peer's provider opens one 25 ms after mounting. */
const CONNECTED_MS = 3_000;

const records: PeerRecord[] = [];
let received = 0;

function Page({ own }: { own: readonly PeerRecord[] }) {
  useRealtime({
    channels: own.map(({ channel }) => channel),
    events: ["bench"],
    onData: ({ channel, data }) => {
      const { n } = emissionSchema.parse(data);
      received += 1;
      own.find((record) => record.channel === channel)?.handed.push({ n, at: Date.now() });
    },
  });
  return null;
}

const answer = (message: Answer) => process.send?.(message);

function open({ url, readers }: Extract<Order, { op: "open" }>): void {
  for (const [reader, channels] of readers.entries()) {
    const own: PeerRecord[] = channels.map((channel) => ({ reader, channel, handed: [] }));
    records.push(...own);
    createRoot(document.createElement("div")).render(
      <RealtimeProvider api={{ url: `${url}/api/bench/upstash` }}>
        <Page own={own} />
      </RealtimeProvider>,
    );
  }
  setTimeout(() => answer({ op: "open" }), CONNECTED_MS);
}

function obey(order: Order): void {
  if (order.op === "open") open(order);
  else if (order.op === "count") answer({ op: "count", received });
  else answer({ op: "report", records });
}

process.on("message", (message) => obey(orderSchema.parse(message)));
process.on("disconnect", () => process.exit(0));
