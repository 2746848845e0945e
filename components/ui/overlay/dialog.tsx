"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { DialogProps } from "./dialog-props";

const loadPanel = () => import("./dialog-panel");
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
