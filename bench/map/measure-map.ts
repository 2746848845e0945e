import { chromium, type Page } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../../test/support/chromium";
import { startBenchApp } from "../support/bench-app";
import { quantile } from "../support/median";
import type { MapFigures } from "./figures";

const SLOWED = 4;
const SECONDS = 8;
/** There is no graphics processor here; the map is drawn by the processor that is slowed. */
const SOFTWARE_WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/**
 * Resolves with the pauses between frames (ms). The script is text, because the compiler of the bench adds a call of its
 * own helper to each named function, and the page does not have that helper.
 */
function pausesOfFrames(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate<number[]>(`new Promise((resolve) => {
    const pauses = [];
    const began = performance.now();
    let before = began;
    requestAnimationFrame(function count(now) {
      pauses.push(now - before);
      before = now;
      if (now - began < ${seconds * 1_000}) requestAnimationFrame(count);
      else resolve(pauses.slice(1));
    });
  })`);
}

const perSecond = (pauses: readonly number[]) =>
  pauses.length / (pauses.reduce((sum, pause) => sum + pause, 0) / 1_000);

/** Counts the frames of a map with riders who move, on a processor that is slowed. */
export async function measureMap(): Promise<MapFigures> {
  const app = await startBenchApp();
  const args = [...CHROMIUM_ARGS.filter((arg) => arg !== "--disable-gpu"), ...SOFTWARE_WEBGL];
  const browser = await chromium.launch({ executablePath: findChromium(), args });
  try {
    const context = await browser.newContext({ baseURL: app.url, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto("/bench/map");
    const riders = page.getByRole("img", { name: /^Rider / });
    await riders.first().waitFor();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    const moving = await pausesOfFrames(page, SECONDS);

    const counted = pausesOfFrames(page, SECONDS);
    await page.mouse.move(195, 420);
    await page.mouse.down();
    for (let step = 1; step <= 60; step += 1)
      await page.mouse.move(195 + 120 * Math.sin(step / 6), 420 + 120 * Math.cos(step / 6));
    await page.mouse.up();
    return {
      riders: await riders.count(),
      slowed: SLOWED,
      moving: perSecond(moving),
      pauseP95: quantile(
        moving.toSorted((a, b) => a - b),
        0.95,
      ),
      dragged: perSecond(await counted),
    };
  } finally {
    await browser.close();
    await app.dispose();
  }
}
