import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** The refunds of a store, for its staff. Streams read it only on request: pages about refunds do. */
export const tenantRefundsChannel = defineChannel({
  kind: "tenant_refunds",
  pattern: "tenant:{id}:refunds",
  events: ["refund_changed"],
});
