import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env";
import { LineBudget } from "./line-budget";

/** No field may hold a secret, an e-mail address or text of the request's body. `mailbox` is a pseudonym. */
interface SecurityEvents {
  sign_in_link_requested: { mailbox: string; address: string };
  signed_in: { user_id: string; session_id: string; way: string; is_new: boolean; address: string };
  sign_in_failed: { way: string; reason: string; address: string };
  signed_out: { user_id: string; everywhere: boolean };
  session_revoked: { user_id: string; session_id: string };
  token_created: { user_id: string; token_id: string; scopes: readonly string[]; expires_at: string };
  token_revoked: { user_id: string; token_id: string };
  printer_added: { user_id: string; tenant_id: string; printer_id: string };
  printer_removed: { user_id: string; tenant_id: string; printer_id: string };
  right_granted: RightChange;
  right_taken: RightChange;
  rider_joined: { user_id: string; tenant_id: string | null; invitation_id: string };
  member_joined: { user_id: string; tenant_id: string; role: string; invitation_id: string };
  member_role_changed: { user_id: string; tenant_id: string; role: string; before: string; by: string };
  member_removed: { user_id: string; tenant_id: string; role: string; by: string };
  rider_removed: { user_id: string; tenant_id: string | null; by: string };
  export_downloaded: { user_id: string };
  account_erased: { user_id: string };
  user_banned: { user_id: string; by: string };
  ban_lifted: { user_id: string; by: string };
  streams_dropped: { user_id: string; by: string };
  /** `user_id` is null for visitors. */
  refused: { reason: string; action: string; address: string; user_id: string | null };
  mail_failed: { mailbox: string; domain: string; reason: string; response: number | null };
}

interface RightChange {
  user_id: string;
  right: "admin" | "staff";
  tenant_id: string | null;
  changed_at: string;
  changed_by: string;
}

/** Anyone can cause these, so an address gets a bounded number of lines a minute. */
const FROM_OUTSIDE: readonly (keyof SecurityEvents)[] = [
  "sign_in_link_requested",
  "sign_in_failed",
  "refused",
  "mail_failed",
];
const LONGEST = 200;

const budget = new LineBudget(20, 60_000, (key, count) => {
  const [event, address] = key.split(" ", 2);
  write({ security: "suppressed", event, address, count });
});

let pinoLogger: Logger | undefined;

function write(line: Record<string, unknown>): void {
  // `LOG_LEVEL` is for diagnostics: a production that logs warnings only still records who signed in.
  pinoLogger ??= pino({ level: env().LOG_LEVEL === "silent" ? "silent" : "info" }, process.stdout);
  pinoLogger.info(line, `Security: ${String(line.security)}`);
}

const bounded = (value: unknown) => (typeof value === "string" ? value.slice(0, LONGEST) : value);

/** Writes one JSON line to stdout; `security` is the event's name. docs/security.md lists the events. */
export function logSecurity<Name extends keyof SecurityEvents>(
  event: Name,
  details: SecurityEvents[Name],
): void {
  const address = "address" in details ? details.address : "-";
  if (FROM_OUTSIDE.includes(event) && !budget.take(`${event} ${address}`)) return;
  const fields = Object.entries(details).map(([name, value]) => [name, bounded(value)]);
  write({ security: event, ...Object.fromEntries(fields) });
}
