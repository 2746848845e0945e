import { defineChannel } from "@/lib/realtime/protocol/define-channel";

export const menuChannel = defineChannel({ kind: "menu", pattern: "menu:{id}", events: [] });
