import type { Presence } from "./schema";

/** Holds the other people of a store by their tabs. `now`: ms of a monotonic clock. Pure. */

/** Two reports may be lost. */
export const FORGOTTEN_MS = 12_000;
/** More are left out: a store has few people, and a page must not grow with what others send. */
export const TABS_AT_MOST = 100;

interface Seen {
  readonly presence: Presence;
  readonly until: number;
}
export type Tabs = ReadonlyMap<string, Seen>;
export const NO_TABS: Tabs = new Map();

const keyOf = ({ user_id, tab }: Presence) => `${user_id} ${tab}`;

/** Returns the same map when the report is older than what is known. A tab that has left is kept for a while, so that a late report does not bring it back. */
export function withReport(tabs: Tabs, presence: Presence, now: number): Tabs {
  const known = tabs.get(keyOf(presence));
  const isLate = known !== undefined && now < known.until && presence.seq <= known.presence.seq;
  if (isLate || (known === undefined && tabs.size >= TABS_AT_MOST)) return tabs;
  return new Map(tabs).set(keyOf(presence), { presence, until: now + FORGOTTEN_MS });
}

/** Returns the same map when nothing is to be forgotten. */
export function withoutForgotten(tabs: Tabs, now: number): Tabs {
  const left = [...tabs].filter(([, { until }]) => now < until);
  return left.length === tabs.size ? tabs : new Map(left);
}

/** Returns when the next tab is forgotten; null when there is none. */
export function nextForgottenAt(tabs: Tabs): number | null {
  const ends = [...tabs.values()].map(({ until }) => until);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Returns whether the tab is here as far as is known. */
export function isKnown(tabs: Tabs, presence: Presence): boolean {
  return tabs.get(keyOf(presence))?.presence.is_here === true;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
}

export interface Company {
  /** By name. A person with several tabs is in it once. */
  readonly people: readonly Colleague[];
  /** By order. */
  readonly viewers: ReadonlyMap<string, readonly Colleague[]>;
}

const byName = (one: Colleague, other: Colleague) =>
  one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1);

function once(presences: readonly Presence[]): Colleague[] {
  const people = new Map(presences.map(({ user_id, name }) => [user_id, { id: user_id, name }]));
  return [...people.values()].sort(byName);
}

export function companyOf(tabs: Tabs): Company {
  const here = [...tabs.values()].map(({ presence }) => presence).filter(({ is_here }) => is_here);
  const looking = here.filter(({ order_id }) => order_id !== null);
  const byOrder = Map.groupBy(looking, ({ order_id }) => order_id ?? "");
  return {
    people: once(here),
    viewers: new Map([...byOrder].map(([order, presences]) => [order, once(presences)])),
  };
}
