/**
 * How long each table is kept, and what ends it. The one list: jobs that remove rows take their days from here where they may
 * import it, docs/retention.md is printed from it, and a test compares it with the schema.
 */

interface Rule {
  /** What is in it, in a few words. */
  readonly holds: string;
  /** Removed so many days after `after`, by the job `by`. */
  readonly days?: number;
  readonly after?: string;
  readonly by?: string;
  /** In place of days: what ends it. */
  readonly until?: string;
}

const ACCOUNT = "the account is erased";
const STORE = "the store is removed";
const MENU = "the store removes it";
const DEMO = "never: it stands for an outside system, and names nobody";
const PLATFORM = "it is replaced: it names nobody";

/** Not if it was reported: docs/decisions/0181. */
const CHAT = { days: 30, after: "the chat closed, unless it was reported", by: "chat:erase" };

export const RETENTION = {
  accounts: { holds: "ways to sign in", until: ACCOUNT },
  addresses: { holds: "delivery addresses", until: ACCOUNT },
  api_tokens: { holds: "personal tokens, as hashes", days: 30, after: "their end", by: "upkeep" },
  audit_log: {
    ...{ holds: "what admins did, to whom and why", days: 731, after: "the entry" },
    by: "platform:retention",
  },
  ban_appeals: { holds: "appeals against suspensions", until: ACCOUNT },
  broadcast_confirmations: { holds: "who confirmed a broadcast", until: ACCOUNT },
  broadcasts: {
    holds: "what the platform said to everybody",
    until: "never: deadlines are counted from them",
  },
  channel_events: { holds: "events, with the data of orders", days: 3, after: "the event", by: "upkeep" },
  channels: { holds: "positions of the event log", until: PLATFORM },
  chat_blocks: { holds: "who can no longer write to whom", ...CHAT },
  chat_cursors: { holds: "up to where chats were read", ...CHAT },
  chat_messages: { holds: "chats", ...CHAT },
  chat_photos: { holds: "photos in chats", ...CHAT },
  chat_readings: { holds: "which admin read a chat, and why", ...CHAT },
  chat_reports: { holds: "reports of chat messages", until: "the order is removed" },
  chat_rooms: { holds: "chats, by order", ...CHAT },
  connected_users: { holds: "who is connected now", until: "the connection ends" },
  demo_mail: { holds: "mail of a demo", days: 30, after: "the mail", by: "platform:retention" },
  demo_provider_calls: { holds: "the demo provider's calls", until: DEMO },
  demo_provider_deliveries: { holds: "the demo provider's webhooks", until: DEMO },
  demo_provider_payments: { holds: "the demo provider's payments", until: DEMO },
  dispatch_decision_orders: {
    ...{ holds: "orders of decisions of dispatch", days: 90, after: "the end of the order", by: "upkeep" },
  },
  dispatch_decisions: {
    ...{
      holds: "decisions of dispatch and their reasons",
      days: 90,
      after: "the end of the order",
      by: "upkeep",
    },
  },
  door_photos: { holds: "photos of doors", days: 30, after: "the photo", by: "upkeep" },
  erased_people: { holds: "that an account was erased, without a name", until: "the end of its orders" },
  figure_days: { holds: "sums of a store's days", until: STORE },
  idempotency_keys: { holds: "answers to requests", days: 7, after: "the request", by: "upkeep" },
  incident_updates: { holds: "news of incidents", days: 730, after: "the end", by: "platform:retention" },
  incidents: { holds: "incidents", days: 730, after: "the end", by: "platform:retention" },
  job_activity: { holds: "the state of jobs", until: PLATFORM },
  marketing_consents: { holds: "consent to offers", until: ACCOUNT },
  memberships: { holds: "who works where", until: "the person leaves the store" },
  menu_categories: { holds: "menus", until: MENU },
  menu_items: { holds: "menus", until: MENU },
  menu_option_groups: { holds: "menus", until: MENU },
  menu_options: { holds: "menus", until: MENU },
  menu_photos: { holds: "photos of dishes", until: MENU },
  notification_batches: {
    ...{
      holds: "requests that notified others",
      days: 90,
      after: "the request",
      by: "notifications:cleanup",
    },
  },
  notification_counts: { holds: "numbers of unread notifications", until: ACCOUNT },
  notification_messages: {
    ...{
      holds: "pushes and mails of notifications",
      days: 90,
      after: "the event",
      by: "notifications:cleanup",
    },
  },
  notification_preferences: { holds: "where notifications go", until: ACCOUNT },
  notifications: { holds: "notifications", days: 90, after: "the event", by: "notifications:cleanup" },
  offer_orders: { holds: "orders of offers", days: 90, after: "the end of the order", by: "upkeep" },
  offers: { holds: "offers to riders", days: 90, after: "the end of the order", by: "upkeep" },
  order_alarms: { holds: "alarms of orders", until: "the order is removed" },
  order_history: { holds: "steps of orders", until: "the order is removed" },
  order_items: { holds: "dishes of orders", until: "the order is removed" },
  order_search: { holds: "words by which admins find orders", until: "the order is removed" },
  orders: {
    ...{ holds: "orders, as the law asks of a store's books", days: 3_653, after: "the order" },
    by: "platform:retention",
  },
  payment_attempts: { holds: "calls to the payment provider", until: "the payment is removed" },
  payment_findings: { holds: "orders and payments that do not belong together", until: "they do again" },
  payments: {
    holds: "card payments, and orders that wait for one",
    until: "the order is removed; 30 days after the end of an unpaid one (`payment:reconcile`)",
  },
  personal_exports: {
    holds: "archives of personal data",
    days: 7,
    after: "the request",
    by: "platform:retention",
  },
  platform_switches: { holds: "parts of the platform that are stopped", until: "they go on" },
  print_jobs: { holds: "printed tickets, by order", days: 30, after: "the print", by: "upkeep" },
  printers: { holds: "printers", until: MENU },
  provider_events: { holds: "ids of the payment provider's events", until: "the payment is removed" },
  push_subscriptions: { holds: "browsers that get pushes", until: "the session ends" },
  rate_limits: { holds: "counts of requests", days: 1, after: "the window", by: "upkeep" },
  reaction_positions: { holds: "positions of reactions", until: PLATFORM },
  reactions: { holds: "positions of reactions", until: PLATFORM },
  store_payout_accounts: { holds: "where payouts of stores go", until: STORE },
  rider_invitations: { holds: "invitations of riders and staff", days: 30, after: "their end", by: "upkeep" },
  rider_shifts: { holds: "shifts, for the pay", until: ACCOUNT },
  refunds: { holds: "refunds, with what was wrong", until: "the order is removed" },
  riders: { holds: "who rides", until: ACCOUNT },
  rights_changes: { holds: "rights that were granted or taken", days: 1, after: "the change", by: "upkeep" },
  sessions: { holds: "sign-ins", days: 3, after: "their end", by: "upkeep" },
  status_days: { holds: "our own measurements, by day", days: 90, after: "the day", by: "upkeep" },
  status_mails: { holds: "who was mailed of an incident", until: "the incident or the address is removed" },
  status_samples: { holds: "our own measurements, by minute", days: 2, after: "the minute", by: "upkeep" },
  status_state: { holds: "the present status", until: PLATFORM },
  status_subscribers: {
    holds: "addresses for mail about incidents",
    until: "the owner stops it, or a day without a confirmation",
  },
  store_devices: { holds: "devices of stores", until: STORE },
  store_pauses: { holds: "pauses of stores by the platform, and why", until: STORE },
  stream_instances: { holds: "servers that run now", until: PLATFORM },
  stream_tickets: { holds: "tickets of streams", days: 1, after: "their end", by: "upkeep" },
  tenants: { holds: "stores", until: STORE },
  travel_corrections: { holds: "how long ways took, by store and hour", until: STORE },
  trip_points: { holds: "where riders were on a trip", days: 1, after: "the trip", by: "upkeep" },
  trip_stops: { holds: "stops of trips", until: "the order is removed" },
  trips: { holds: "trips, for the pay", until: ACCOUNT },
  users: { holds: "names and addresses of accounts", until: ACCOUNT },
  verification_tokens: { holds: "sign-in links, as hashes", days: 1, after: "their end", by: "upkeep" },
  voucher_redemptions: { holds: "who used which voucher", until: ACCOUNT },
  vouchers: { holds: "vouchers", until: "the store is removed, or never: orders name them" },
} as const satisfies Record<string, Rule>;

const rules: readonly (readonly [table: string, rule: Rule])[] = Object.entries(RETENTION);

function keptOf({ days, after, until, by }: Rule): string {
  if (days === undefined) return `until ${until ?? ""}`;
  return `${days === 1 ? "1 day" : `${days} days`} after ${after ?? ""} (\`${by ?? ""}\`)`;
}

/**
 * The text of docs/retention.md.
 * @internal
 */
export function printRetention(): string {
  const lines = rules.map(([table, rule]) => `| \`${table}\` | ${rule.holds} | ${keptOf(rule)} |`);
  return `# Retention

How long each table is kept. Printed from \`lib/platform/model/retention.ts\`; in parentheses, the job that removes what is
older. Erasing an account takes the person out of what has to stay: \`docs/decisions/0190\`.

| table | holds | kept |
|---|---|---|
${lines.join("\n")}
`;
}
