"use client";

import { useCallback, useEffect, useEffectEvent, useState } from "react";
import type * as z from "zod/mini";
import { clearDraft, readDraft, writeDraft } from "./drafts";

/** A state that survives a reload of this tab until it is cleared. `schema` and `initial` are those of the first render. */
export function useDraft<Schema extends z.core.$ZodType>(
  name: string,
  schema: Schema,
  initial: z.output<Schema>,
): [value: z.output<Schema>, write: (value: z.output<Schema>) => void, clear: () => void] {
  const [value, setValue] = useState(initial);
  const restore = useEffectEvent(() => readDraft(name, schema));
  // After hydration: the server knows no drafts.
  useEffect(() => {
    const kept = restore();
    if (kept !== null) setValue(kept);
  }, []);
  const write = useCallback(
    (next: z.output<Schema>) => {
      setValue(next);
      writeDraft(name, next);
    },
    [name],
  );
  const clear = useCallback(() => clearDraft(name), [name]);
  return [value, write, clear];
}
