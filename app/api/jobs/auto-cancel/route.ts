import { expireOverdueOrders } from "@/lib/orders/commands";
import { scheduled } from "@/lib/scheduled";

export const GET = scheduled(async () => ({ cancelled: await expireOverdueOrders() }));
