/** Demo accounts can sign in only in demo mode. */

/** Addresses under `.test` cannot receive mail (RFC 2606), so no real person can have one. */
export const DEMO_DOMAIN = "@demo.test";

export function isDemoAddress(email: string): boolean {
  return email.toLowerCase().endsWith(DEMO_DOMAIN);
}

export type DemoRole = "customer" | "partner" | "rider" | "admin";

export interface DemoAccount {
  email: string;
  name: string;
  role: DemoRole;
  /** The store of staff, or of a rider's fleet; riders without one ride for the platform. */
  tenant?: string;
  /** Another store of the same staff member, with the same role. */
  alsoAt?: string;
  /** Of staff; owner by default. */
  storeRole?: "owner" | "manager" | "staff";
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: "lena@demo.test", name: "Lena Moreau", role: "customer" },
  { email: "omar@demo.test", name: "Omar Benali", role: "customer" },
  { email: "priya@demo.test", name: "Priya Shah", role: "customer" },
  { email: "ana@demo.test", name: "Ana Ito", role: "partner", tenant: "sushi-bar" },
  { email: "ben@demo.test", name: "Ben Carter", role: "partner", tenant: "sushi-bar" },
  {
    ...{ email: "maya@demo.test", name: "Maya Lind", role: "partner" },
    tenant: "sushi-bar",
    storeRole: "manager",
    alsoAt: "pho-lane",
  },
  {
    ...{ email: "kofi@demo.test", name: "Kofi Mensah", role: "partner" },
    tenant: "sushi-bar",
    storeRole: "staff",
  },
  { email: "carla@demo.test", name: "Carla Rossi", role: "partner", tenant: "trattoria-lucia" },
  { email: "dev@demo.test", name: "Dev Nair", role: "partner", tenant: "spice-route" },
  { email: "mateo@demo.test", name: "Mateo Cruz", role: "partner", tenant: "taqueria-sol" },
  { email: "linh@demo.test", name: "Linh Tran", role: "partner", tenant: "pho-lane" },
  { email: "jonas@demo.test", name: "Jonas Weber", role: "partner", tenant: "ofen-bakery" },
  { email: "rita@demo.test", name: "Rita Sousa", role: "rider" },
  { email: "sam@demo.test", name: "Sam Okafor", role: "rider" },
  { email: "mila@demo.test", name: "Mila Novak", role: "rider" },
  { email: "theo@demo.test", name: "Theo Lindqvist", role: "rider" },
  { email: "yuki@demo.test", name: "Yuki Mori", role: "rider", tenant: "sushi-bar" },
  { email: "noah@demo.test", name: "Noah Petit", role: "rider", tenant: "sushi-bar" },
  { email: "admin@demo.test", name: "Ada Quinn", role: "admin" },
];
