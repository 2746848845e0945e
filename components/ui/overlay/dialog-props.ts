import type { ReactNode } from "react";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** The row of buttons at the bottom, which stays in sight while the body scrolls. */
  footer?: ReactNode;
  placement?: "center" | "bottom" | "right";
  wide?: boolean;
  /** Wants an answer: role="alertdialog", no close button, a press outside does nothing. */
  alert?: boolean;
  className?: string;
}
