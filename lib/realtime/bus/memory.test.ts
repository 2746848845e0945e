import { describeBus } from "@/test/support/bus-contract";
import { memoryBus } from "./memory";

describeBus("memory", {
  make: async (shards) => {
    const bus = memoryBus(shards);
    return { ours: bus, theirs: bus };
  },
  settled: async () => undefined,
});
