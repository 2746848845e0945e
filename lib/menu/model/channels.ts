import { defineChannel } from "@/lib/realtime/protocol/define-channel";

/** The menu of one store. Anyone may read it. */
export const menuChannel = defineChannel({ kind: "menu", pattern: "menu:{id}", events: [] });
