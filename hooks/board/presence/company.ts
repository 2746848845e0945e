import {
  type Colleague,
  type Company,
  companyOf,
  isKnown,
  NO_TABS,
  nextForgottenAt,
  type Tabs,
  withoutForgotten,
  withReport,
} from "@/lib/board/model/presence/colleagues";
import type { Presence } from "@/lib/board/model/presence/schema";

const NOBODY: Company = companyOf(NO_TABS);
const NO_VIEWERS: readonly Colleague[] = [];
const now = () => performance.now();

const isSame = (one: Company, other: Company) =>
  JSON.stringify([one.people, ...one.viewers]) === JSON.stringify([other.people, ...other.viewers]);

/** Holds the colleagues that have the board open. Forgets those that stay silent. */
export class BoardCompany {
  #tabs: Tabs = NO_TABS;
  #company = NOBODY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly current = (): Company => this.#company;

  readonly viewersOf = (orderId: string): readonly Colleague[] =>
    this.#company.viewers.get(orderId) ?? NO_VIEWERS;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Returns whether the tab was not known to be here. */
  take(presence: Presence): boolean {
    const isNew = presence.is_here && !isKnown(this.#tabs, presence);
    this.#show(withReport(this.#tabs, presence, now()));
    return isNew;
  }

  clear(): void {
    this.#show(NO_TABS);
  }

  #show(tabs: Tabs): void {
    this.#tabs = tabs;
    clearTimeout(this.#timer);
    const at = nextForgottenAt(tabs);
    if (at !== null)
      this.#timer = setTimeout(
        () => this.#show(withoutForgotten(this.#tabs, now())),
        Math.max(1, at - now()),
      );
    const company = companyOf(tabs);
    if (isSame(company, this.#company)) return;
    this.#company = company;
    for (const listener of this.#listeners) listener();
  }
}

/** The bar and the tickets load separately, after the board, and have no parent in common that does. */
export const boardCompany = new BoardCompany();
