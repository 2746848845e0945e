import "server-only";
import type { JobDefinition } from "./jobs/define-job";
import { cleanUpNotifications } from "./notifications/server/clean-up";
import { autoConfirm } from "./orders/server/auto-confirm";
import { autoCancel, concludeDeliveries } from "./orders/server/deadlines";
import { upkeep } from "./server/upkeep";

/** A schedule also needs its cron entry in vercel.json. */
export const jobs: readonly JobDefinition[] = [
  autoConfirm,
  autoCancel,
  cleanUpNotifications,
  concludeDeliveries,
  upkeep,
];
