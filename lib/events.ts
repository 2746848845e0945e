import { tokenCreated, tokenRevoked } from "@/lib/auth/model/events";
import { notification } from "@/lib/notifications/model/events";
import { newOrder, orderStatusUpdate } from "@/lib/orders/model/events";
import { jobActivity } from "@/lib/platform/model/events";
import { defineCatalogue } from "@/lib/realtime/protocol/define-event";

export const catalogue = defineCatalogue([
  newOrder,
  orderStatusUpdate,
  notification,
  jobActivity,
  tokenCreated,
  tokenRevoked,
]);
