import "server-only";
import { planForFleets, planForOrders } from "@/lib/dispatch/server/plan/react-to-events";
import { followOrdersOnTrips } from "@/lib/dispatch/server/react-to-orders";
import { learnTravelTimes } from "@/lib/dispatch/server/travel/react-to-trips";
import { env } from "@/lib/env";
import { followFigures } from "@/lib/figures/server/react-to-orders";
import { keepLedgerOfOrders, keepLedgerOfRefunds } from "@/lib/ledger/server/react-to-events";
import { notifyOfAccount } from "@/lib/notifications/server/react-to-account";
import { notifyOfAppeals } from "@/lib/notifications/server/react-to-appeals";
import {
  notifyOfChatTrouble,
  remindPeopleOfChats,
  remindStoresOfChats,
} from "@/lib/notifications/server/react-to-chat";
import {
  notifyDispatchers,
  notifyMovedRiders,
  notifyOfOffers,
} from "@/lib/notifications/server/react-to-dispatch";
import { notifyOfFailedDeliveries } from "@/lib/notifications/server/react-to-failed-deliveries";
import { notifyCustomers } from "@/lib/notifications/server/react-to-orders";
import { notifyOfPayout } from "@/lib/notifications/server/react-to-payout";
import { notifyOfRefunds } from "@/lib/notifications/server/react-to-refunds";
import { notifyOfPauses } from "@/lib/notifications/server/react-to-stores";
import { notifyOfTeam } from "@/lib/notifications/server/react-to-team";
import { remindStaff } from "@/lib/notifications/server/react-to-waiting-orders";
import { settleOrders, settleRefunds, startPayments } from "@/lib/payments/server/react-to-events";
import { followOrdersForSearch } from "@/lib/platform/server/orders/react-to-orders";
import { followJobs } from "@/lib/platform/server/react-to-jobs";
import { printAccepted } from "@/lib/printing/server/react-to-orders";
import { drain, drainChannels } from "@/lib/reactions/drain";
import { ReactionRunner } from "@/lib/reactions/runner";
import { onPublished } from "@/lib/realtime/publish/after-publish";
import { logger } from "@/lib/server/logger";
import { pauseSilentStores } from "@/lib/stores/server/react-to-timeouts";
import { releaseVouchers } from "@/lib/vouchers/server/react-to-orders";

const reactions = [
  startPayments,
  settleOrders,
  notifyCustomers,
  notifyOfAccount,
  notifyOfFailedDeliveries,
  remindStaff,
  followJobs,
  pauseSilentStores,
  notifyOfPauses,
  notifyOfTeam,
  notifyOfPayout,
  printAccepted,
  followFigures,
  planForOrders,
  planForFleets,
  learnTravelTimes,
  notifyDispatchers,
  notifyMovedRiders,
  notifyOfOffers,
  followOrdersOnTrips,
  followOrdersForSearch,
  remindPeopleOfChats,
  remindStoresOfChats,
  notifyOfChatTrouble,
  notifyOfAppeals,
  notifyOfRefunds,
  settleRefunds,
  releaseVouchers,
  keepLedgerOfOrders,
  keepLedgerOfRefunds,
];

/** Returns the number of events that took effect within `budgetMs`. */
export function runReactions(budgetMs: number): Promise<number> {
  return drain(reactions, budgetMs);
}

const AFTER_RESPONSE_MS = 5_000;

/** Runs the reactions until the returned function is called; on Vercel after each response that committed events. */
export function startReactions(): () => Promise<void> {
  if (env().VERCEL !== undefined) {
    onPublished(async (channels) => {
      try {
        await drainChannels(reactions, channels, AFTER_RESPONSE_MS);
      } catch (error) {
        logger.warn({ error }, "The reactions could not run after a response; the scheduled call does it");
      }
    });
    return async () => onPublished(undefined);
  }
  const runner = new ReactionRunner(reactions);
  onPublished(async (channels) => runner.notify(channels));
  runner.start();
  return async () => {
    onPublished(undefined);
    await runner.stop();
  };
}
