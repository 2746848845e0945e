"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";

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

const loadPanel = () => import("@/components/ui/dialog-panel");
const DialogPanel = lazy(async () => ({ default: (await loadPanel()).DialogPanel }));

/**
 * A modal dialog. Its machinery is no part of the first load: it comes when the page has nothing better
 * to do, so that it is there before the first press, also when the line is gone by then.
 */
export function Dialog(props: DialogProps) {
  const [wasOpened, setWasOpened] = useState(props.open);
  if (props.open && !wasOpened) setWasOpened(true);

  useEffect(() => {
    const timer = setTimeout(() => loadPanel().catch(() => undefined), 1_000);
    return () => clearTimeout(timer);
  }, []);

  if (!wasOpened) return null;
  return (
    <Suspense fallback={null}>
      <DialogPanel {...props} />
    </Suspense>
  );
}
