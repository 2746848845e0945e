import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** The channel of a store's orders, as printing reads it: a board's first load has no room for these events. */
export const printingChannel = defineChannel({
  kind: "tenant_printing",
  pattern: "tenant:{id}:orders",
  events: ["print_job", "printer"],
});
