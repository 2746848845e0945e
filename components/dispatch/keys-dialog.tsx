"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Kbd } from "@/components/ui/kbd";
import { Dialog } from "@/components/ui/overlay/dialog";

const KEYS = [
  ["move", ["↑", "↓"]],
  ["open", ["Enter"]],
  ["tick", ["X"]],
  ["give", ["G"]],
  ["give_to", ["1", "…", "9"]],
  ["pin", ["P"]],
  ["recall", ["R"]],
  ["release", ["L"]],
  ["undo", ["Z"]],
  ["map", ["M"]],
  ["close", ["Esc"]],
  ["help", ["?"]],
] as const;

interface DispatchKeysDialogProps {
  hasSingleKeys: boolean;
  onSingleKeys: (isOn: boolean) => void;
  onClose: () => void;
}

export function DispatchKeysDialog({ hasSingleKeys, onSingleKeys, onClose }: DispatchKeysDialogProps) {
  const t = useTranslations("dispatch.screen.keys");
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
