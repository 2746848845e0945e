import type { Page } from "@playwright/test";
import { contrast } from "../../test/support/contrast";

interface Mark {
  label: string;
  mark: string;
  ground: string;
}

/** Colours as #rrggbb. Runs in the page. */
function readMarks(): Mark[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const hex = (colour: string) => {
    if (canvas === null) throw new Error("This browser draws nothing");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
  return [...document.querySelectorAll<HTMLInputElement>(".choice-input:checked")].map((input) => ({
    label: input.closest("label")?.textContent ?? "",
    mark: hex(getComputedStyle(input, "::before").backgroundColor),
    ground: hex(getComputedStyle(input).backgroundColor),
  }));
}

/** Returns what is chosen and does not look so. Axe does not know the marks, because we draw them. */
export async function faintMarks(page: Page): Promise<Mark[]> {
  return (await page.evaluate(readMarks)).filter(({ mark, ground }) => contrast(mark, ground) < 3);
}
