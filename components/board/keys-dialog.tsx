"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { Dialog } from "@/components/ui/overlay/dialog";

const KEYS = [
  ["move", ["↑", "↓", "←", "→"]],
  ["next_step", ["Enter"]],
  ["select", ["1", "…", "9"]],
  ["minutes", ["+", "−"]],
  ["delay", ["D"]],
  ["recall", ["R"]],
  ["acknowledge_lines", ["C"]],
  ["print", ["P"]],
  ["undo", ["Z"]],
  ["silence", ["S"]],
  ["search", ["/"]],
  ["help", ["?"]],
  ["tab", ["Tab"]],
] as const;

interface KeysDialogProps {
  hasSingleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
  onClose: () => void;
}

export function KeysDialog({ hasSingleKeys, onSingleKeys, onClose }: KeysDialogProps) {
  const t = useTranslations("partner.keys");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")}>
      <dl className="keys-list">
        {KEYS.map(([name, keys]) => (
          <div key={name}>
            <dt>
              {keys.map((key) => (key === "…" ? <span key={key}>…</span> : <Kbd key={key}>{key}</Kbd>))}
            </dt>
            <dd>{t(name)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        checked={hasSingleKeys}
        onChange={(event) => onSingleKeys(event.target.checked)}
        label={t("single")}
        description={t("single_hint")}
      />
    </Dialog>
  );
}
