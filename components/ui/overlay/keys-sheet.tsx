"use client";

import { Checkbox } from "@/components/ui/form/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { Dialog } from "./dialog";

export interface KeysSheetProps {
  title: string;
  /** Each with its words; `…` stands between the first and the last key of a row. */
  keys: readonly { words: string; keys: readonly string[] }[];
  hasSingleKeys: boolean;
  singleLabel: string;
  singleHint: string;
  onSingleKeys: (isOn: boolean) => void;
  onClose: () => void;
}

/** Lists the keys of a screen, and turns those that are single letters on and off. */
export function KeysSheet({
  title,
  keys: list,
  hasSingleKeys,
  singleLabel,
  singleHint,
  onSingleKeys,
  onClose,
}: KeysSheetProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <dl className="keys-list">
        {list.map(({ words, keys }) => (
          <div key={words}>
            <dt>
              {keys.map((key) => (key === "…" ? <span key={key}>…</span> : <Kbd key={key}>{key}</Kbd>))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        checked={hasSingleKeys}
        onChange={(event) => onSingleKeys(event.target.checked)}
        label={singleLabel}
        description={singleHint}
      />
    </Dialog>
  );
}
