import { expect, type Locator, type Page } from "@playwright/test";
import { connectionPill } from "./board";

export class MyOrders {
  readonly pill: Locator;

  constructor(readonly page: Page) {
    this.pill = connectionPill(page);
  }

  async isLive(): Promise<void> {
    await expect(this.pill).toHaveText(/^Live/);
  }

  ticket(orderCode: string): Locator {
    return this.page.getByRole("article").filter({ hasText: orderCode });
  }

  currentStep(orderCode: string): Locator {
    return this.ticket(orderCode).locator("[aria-current=step]");
  }

  cancel(orderCode: string): Locator {
    return this.page.getByRole("button", { name: `Cancel order ${orderCode}` });
  }

  past(orderCode: string): Locator {
    return this.page
      .getByRole("region", { name: "Past orders" })
      .getByRole("listitem")
      .filter({ hasText: orderCode });
  }
}

export class OrderPage {
  readonly sentence: Locator;
  readonly steps: Locator;
  readonly currentStep: Locator;
  readonly pill: Locator;

  constructor(readonly page: Page) {
    this.sentence = page.getByRole("heading", { level: 1 });
    this.steps = page.getByRole("list", { name: "Progress of your order" });
    this.currentStep = this.steps.locator("[aria-current=step]");
    this.pill = connectionPill(page);
  }

  step(name: string): Locator {
    return this.steps.getByRole("listitem").filter({ hasText: name });
  }

  async isLive(): Promise<void> {
    await expect(this.pill).toHaveText(/^Live/);
  }
}

export class Checkout {
  readonly place: Locator;

  constructor(readonly page: Page) {
    this.place = page.getByRole("button", { name: /^Place order · / });
  }

  async fillAddress(): Promise<void> {
    await this.page.getByLabel("Street and number").fill("Harbour Street 7");
    await this.page.getByLabel("Postal code").fill("20457");
    await this.page.getByLabel("City").fill("Port Selby");
    await this.page.getByRole("radio", { name: "Cash on delivery" }).check();
  }

  /** Waits for the order's page and returns the order's code. */
  async orderCode(): Promise<string> {
    await this.page.waitForURL(/\/orders\/[0-9a-f-]{36}$/);
    const code = this.page.getByText(/^ORD-[A-Z0-9]+$/);
    return (await code.textContent()) ?? "";
  }
}
