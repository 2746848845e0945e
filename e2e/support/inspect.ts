import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { looseTextsIn } from "../../test/support/translator";
import { faintMarks } from "./marks";
import { hasNoSidewaysScroll } from "./sideways-scroll";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** The dark scheme changes only colours. */
const RULES = {
  light: { type: "tag", values: WCAG },
  dark: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} as const;
const PHONE = { width: 390, height: 844 };

/**
 * Checks the title, WCAG 2.2 AA in both colour schemes, that a browser can translate the page, and that it fits a phone.
 * `state` names the failure.
 */
export async function inspect(page: Page, state: string): Promise<void> {
  await expect.soft(page, state).toHaveTitle(/^Platewire: | · Platewire$/);
  expect.soft(await page.evaluate(`(${looseTextsIn})(document.body)`), `${state}, translated`).toEqual([]);
  // The browser does not bring the colours of what it leaves out of sight up to date.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  // A control that is scrolled halfway beneath a bar is a small target there, and nowhere else.
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Wait for colour transitions: a colour between the two schemes belongs to neither.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState }) => playState !== "running"),
    );
    const { type, values } = RULES[colorScheme];
    const runOnly = { type, values: [...values] };
    const { violations } = await new AxeBuilder({ page })
      .options({ runOnly, resultTypes: ["violations"] })
      .analyze();
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ""}`),
    );
    expect.soft(found, `${state}, ${colorScheme}`).toEqual([]);
    expect.soft(await faintMarks(page), `${state}, ${colorScheme}, what is chosen`).toEqual([]);
  }
  const viewport = page.viewportSize() ?? PHONE;
  await page.setViewportSize(PHONE);
  await hasNoSidewaysScroll(page);
  await page.setViewportSize(viewport);
}
