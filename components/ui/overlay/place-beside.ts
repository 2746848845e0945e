export interface Box {
  top: number;
  left: number;
  width: number;
  height: number;
}

export interface Placement {
  side: "top" | "bottom";
  align: "start" | "center" | "end";
  /** Pixels. */
  gap: number;
}

const MARGIN = 8;

/** Uses the opposite side when only that has room, and stays inside the viewport. All values are viewport pixels. */
export function placeBeside(
  anchor: Box,
  size: Pick<Box, "width" | "height">,
  viewport: Pick<Box, "width" | "height">,
  { side, align, gap }: Placement,
): Pick<Box, "top" | "left"> {
  const above = anchor.top - gap - size.height;
  const below = anchor.top + anchor.height + gap;
  const fitsAbove = above >= MARGIN;
  const fitsBelow = below + size.height <= viewport.height - MARGIN;
  const goesAbove = side === "top" ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow;

  const lefts = {
    start: anchor.left,
    center: anchor.left + anchor.width / 2 - size.width / 2,
    end: anchor.left + anchor.width - size.width,
  };
  return {
    top: clamp(goesAbove ? above : below, MARGIN, viewport.height - size.height - MARGIN),
    left: clamp(lefts[align], MARGIN, viewport.width - size.width - MARGIN),
  };
}

function clamp(value: number, minimum: number, maximum: number): number {
  return Math.max(minimum, Math.min(value, maximum));
}
