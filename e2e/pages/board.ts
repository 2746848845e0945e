import { expect, type Locator, type Page } from "@playwright/test";

type Column = "New" | "Preparing" | "Ready" | "Out for Delivery" | "Done";

const shortCode = (orderCode: string) => orderCode.replace("ORD-", "");

export class Board {
  readonly pill: Locator;
  readonly alert: Locator;
  /** Excludes the alert region, which may contain the same text. */
  readonly alarm: Locator;
  /** Shown while the board receives no orders. */
  readonly lostBanner: Locator;

  constructor(readonly page: Page) {
    this.pill = connectionPill(page);
    this.alert = page.getByRole("alert");
    this.alarm = page.getByRole("region", { name: "Alarm" });
    this.lostBanner = page.getByRole("region", { name: "Connection", exact: true });
  }

  async isLive(): Promise<void> {
    await expect(this.pill).toHaveText(/^Live/);
  }

  /** Waits for the code that comes after the page, before a test takes the connection away. */
  async isComplete(): Promise<void> {
    await this.isLive();
    await expect(this.page.locator("#store-intake").getByRole("button")).toBeVisible();
  }

  /**
   * Waits for the code that keeps places and hears keys. Until then a quick second press counts for nothing when another
   * ticket may have slid under the finger.
   */
  async isWorkable(): Promise<void> {
    await this.isComplete();
    await this.keepsPlaces();
    await this.hearsKeys();
  }

  /** Waits for the code that keeps a ticket's place and offers Undo; it comes after the page. */
  async keepsPlaces(): Promise<void> {
    await expect(this.page.locator("[data-keeps-places]")).toBeAttached();
  }

  /** Waits for the code that hears keys; it comes after the page. */
  async hearsKeys(): Promise<void> {
    await expect(this.page.locator("[data-hears-keys]")).toBeAttached();
  }

  column(name: Column): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  ticket(orderCode: string): Locator {
    return this.page.getByRole("article", { name: `Order ${shortCode(orderCode)}` });
  }

  ticketIn(column: Column, orderCode: string): Locator {
    return this.column(column).getByRole("article", { name: `Order ${shortCode(orderCode)}` });
  }

  /** `does` is the button's label: "Accept · 20 min", "Ready". */
  action(orderCode: string, does: string): Locator {
    return this.page.getByRole("button", { name: `${does}, order ${shortCode(orderCode)}`, exact: true });
  }

  minutes(orderCode: string, which: "more" | "less"): Locator {
    return this.page.getByRole("button", { name: `Minutes to prepare ${shortCode(orderCode)}: 5 ${which}` });
  }

  async showDone(): Promise<void> {
    await this.page.getByRole("button", { name: "Show Done" }).click();
  }

  doneLine(orderCode: string): Locator {
    return this.column("Done")
      .getByRole("article")
      .filter({ hasText: shortCode(orderCode) });
  }
}

export function connectionPill(page: Page): Locator {
  return page.locator("[data-connection-state]");
}
