"use client";

import { Dialog } from "./dialog";
import type { DialogProps } from "./dialog-props";

export interface SheetProps extends Omit<DialogProps, "placement" | "alert" | "wide"> {
  side?: "bottom" | "right";
}

export function Sheet({ side = "bottom", ...props }: SheetProps) {
  return <Dialog placement={side} {...props} />;
}
