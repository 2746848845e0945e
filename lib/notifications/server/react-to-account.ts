import "server-only";
import type * as z from "zod/mini";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { accountBanned, accountRestored, tokenCreated, tokenRevoked } from "@/lib/auth/model/events";
import type { Transaction } from "@/lib/db/transaction";
import { noticeOfBan, noticeOfExport, noticeOfToken } from "@/lib/notifications/model/account-notices";
import { exportReady } from "@/lib/privacy/model/events";
import { defineReaction, type Occurrence } from "@/lib/reactions/define-reaction";
import { channelParser } from "@/lib/realtime/protocol/channel-parser";
import { addNotification } from "./add";

type TokenNews = Occurrence<"token_created" | "token_revoked", z.infer<typeof tokenCreated.schema>>;

type BanNews = Occurrence<"account_banned" | "account_restored", z.infer<typeof accountBanned.schema>>;

const personOf = channelParser(accountChannel);

function notify(tx: Transaction, event: TokenNews): void {
  const userId = personOf(event.channel);
  if (userId === null) return;
  const { name, timestamp } = event.data;
  addNotification(tx, userId, {
    event,
    at: timestamp,
    notice: noticeOfToken(event.type, name),
    kind: "account",
  });
}

function notifyOfExport(
  tx: Transaction,
  event: Occurrence<"export_ready", z.infer<typeof exportReady.schema>>,
): void {
  const userId = personOf(event.channel);
  if (userId === null) return;
  addNotification(tx, userId, {
    ...{ event, at: event.data.timestamp, notice: noticeOfExport(), kind: "account" },
  });
}

function notifyOfBan(tx: Transaction, event: BanNews): void {
  const userId = personOf(event.channel);
  if (userId === null) return;
  const { reason, timestamp } = event.data;
  addNotification(tx, userId, {
    event,
    at: timestamp,
    notice: noticeOfBan(event.type, reason),
    kind: "account",
  });
}

/**
 * Notifies people of tokens that were created or revoked, because another person may have done it, of archives that
 * are ready, and that their account was suspended or restored.
 */
export const notifyOfAccount = defineReaction({
  name: "account_activity",
  channels: accountChannel.name("%"),
  events: [tokenCreated, tokenRevoked, exportReady, accountBanned, accountRestored],
  // Events older than the log are no news; the settings list the tokens that there are.
  onGap: "skip",
  isReplayable: true,
  on: {
    token_created: notify,
    token_revoked: notify,
    export_ready: notifyOfExport,
    account_banned: notifyOfBan,
    account_restored: notifyOfBan,
  },
});
