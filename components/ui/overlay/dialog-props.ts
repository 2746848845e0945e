import type { ReactNode } from "react";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A decoration above the title. */
  top?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  placement?: "center" | "bottom" | "right";
  wide?: boolean;
  /** Requires an answer: role="alertdialog", no close button, presses outside are ignored. */
  alert?: boolean;
  className?: string;
}
