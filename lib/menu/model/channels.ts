import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** One store's menu, for everybody. */
export const menuChannel = defineChannel({ kind: "menu", pattern: "menu:{id}", events: [] });
