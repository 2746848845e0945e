import { scheduled } from "@/lib/jobs/scheduled";
import { expireOverdueOrders } from "@/lib/orders/server/commands";

export const GET = scheduled(async () => ({ cancelled: await expireOverdueOrders() }));
