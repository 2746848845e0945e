import { defineChannel } from "@/lib/realtime/protocol/define-channel";

export const menuChannel = defineChannel({
  kind: "menu",
  pattern: "menu:{id}",
  events: ["menu_item_changed", "menu_option_changed", "menu_changed", "store_status"],
});
