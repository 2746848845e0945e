"use client";

import { useEffect, useEffectEvent } from "react";
import type * as z from "zod/mini";
import { clearDraft, readDraft, writeDraft } from "@/hooks/browser/drafts";
import {
  KEPT_AT_MOST,
  type Pressed,
  type PressQueue,
  type PressState,
} from "@/lib/commands/client/press-queue";
import type { PressSender } from "@/lib/commands/client/press-sender";

interface StoredPresses<Made extends Pressed> {
  /** Names the draft. */
  name: string;
  schema: z.ZodMiniType<PressQueue<Made & PressState>>;
  presses: PressQueue<Made & PressState>;
  kept: Pick<PressSender<Made>, "restore" | "sendWaiting">;
}

/** Keeps presses like what was typed, for this tab and person, until they sign out. An earlier load's are sent first. */
export function useStoredPresses<Made extends Pressed>({
  name,
  schema,
  presses,
  kept,
}: StoredPresses<Made>): void {
  const restore = useEffectEvent(() => {
    const earlier = readDraft(name, schema);
    if (earlier === null) return;
    kept.restore(earlier);
    void kept.sendWaiting();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft of another name is another one
  useEffect(() => restore(), [name]);
  useEffect(() => {
    if (presses.length === 0) clearDraft(name);
    else writeDraft(name, presses.slice(0, KEPT_AT_MOST));
  }, [name, presses]);
}
