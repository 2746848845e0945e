import { newOrder, orderNotification, orderStatusUpdate } from "@/lib/orders/model/events";
import { defineCatalogue } from "@/lib/realtime/protocol/define-event";

/** Every event of the product, composed from what the domains declare. */
export const catalogue = defineCatalogue([newOrder, orderStatusUpdate, orderNotification]);
