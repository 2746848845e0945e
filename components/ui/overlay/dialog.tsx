"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import type { DialogProps } from "./dialog-props";

const loadPanel = () => import("./dialog-panel");
const DialogPanel = lazy(async () => ({ default: (await loadPanel()).DialogPanel }));

/**
 * A modal dialog. Its code is not part of the first load: it is fetched when the browser is idle, so that it is available
 * at the first press, even when the connection is down by then.
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
