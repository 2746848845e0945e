import { credentialRevoked } from "@/lib/auth/events";
import { newOrder, orderNotification, orderStatusUpdate } from "@/lib/orders/events";
import { defineCatalogue } from "@/lib/realtime/define-events";

/** Every event of the product, composed from what the domains declare. */
export const catalogue = defineCatalogue([newOrder, orderStatusUpdate, orderNotification, credentialRevoked]);
