/** The pages of the administration in the order of its navigation: one line each, with its name in `admin.nav`. */
export const ADMIN_PAGES = [
  { href: "/admin/orders", name: "orders" },
  { href: "/admin/users", name: "users" },
  { href: "/admin/stores", name: "stores" },
  { href: "/admin/approvals", name: "approvals" },
  { href: "/admin/refunds", name: "refunds" },
  { href: "/admin/chats", name: "chats" },
  { href: "/admin/dispatch", name: "dispatch" },
  { href: "/admin/riders", name: "riders" },
  { href: "/admin/jobs", name: "jobs" },
  { href: "/admin/incidents", name: "incidents" },
  { href: "/admin/connections", name: "connections" },
  { href: "/admin/broadcasts", name: "broadcasts" },
  { href: "/admin/switches", name: "switches" },
  { href: "/admin/audit", name: "audit" },
] as const;
