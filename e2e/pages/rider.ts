import { expect, type Locator, type Page } from "@playwright/test";

/** Port Selby. */
export const PORT_SELBY = { latitude: 54.32, longitude: 10.13 };

/** The rider's page shows one screen at a time, and ignores presses within half a second of a new one. */
export class RiderPage {
  readonly heading: Locator;
  readonly line: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole("heading", { level: 1 });
    this.line = page.getByRole("region", { name: "Signal and location" });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name });
  }

  /** Waits until the screen with this heading is old enough to take presses. */
  async takesPresses(title: string | RegExp): Promise<void> {
    await expect(this.heading).toHaveText(title);
    const shown = await this.page.evaluate(() => performance.now());
    await this.page.waitForFunction((since) => performance.now() - since > 600, shown);
  }

  async press(title: string | RegExp, name: string | RegExp): Promise<void> {
    await this.takesPresses(title);
    await this.button(name).click();
  }

  async goOnShift(): Promise<void> {
    await this.press(/^Hello/, "Start shift");
    await expect(this.heading).toHaveText("Waiting for an offer");
  }

  async type(pin: string): Promise<void> {
    for (const digit of pin) await this.button(digit).click();
  }
}
