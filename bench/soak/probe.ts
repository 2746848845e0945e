import { appendFileSync, readdirSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Preloaded into the observed process (`--import`). At each SIGUSR2 it collects garbage and appends a line of JSON to
 * SOAK_SAMPLES. Node runs this file without a compiler: erasable types only.
 */

const file = process.env.SOAK_SAMPLES;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

let warnings = 0;
process.on("warning", () => {
  warnings += 1;
});

function countListeners(): number {
  return process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
}

function sample(): void {
  if (file === undefined) return;
  collectGarbage();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const active = process.getActiveResourcesInfo();
  const countOf = (kind: string) => active.filter((one) => one === kind).length;
  const line = {
    at: Date.now(),
    rss_bytes: rss,
    heap_bytes: heapUsed,
    external_bytes: external,
    array_buffer_bytes: arrayBuffers,
    sockets: countOf("TCPSocketWrap"),
    timers: countOf("Timeout"),
    resources: active.length,
    descriptors: readdirSync("/proc/self/fd").length,
    process_listeners: countListeners(),
    warnings,
  };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

process.on("SIGUSR2", sample);
