"use client";

import { useTranslations } from "next-intl";
import { KeysSheet, type KeysSheetProps } from "@/components/ui/overlay/keys-sheet";

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

type KeysDialogProps = Pick<KeysSheetProps, "hasSingleKeys" | "onSingleKeys" | "onClose">;

export function KeysDialog(props: KeysDialogProps) {
  const t = useTranslations("partner.keys");
  return (
    <KeysSheet
      title={t("title")}
      keys={KEYS.map(([name, keys]) => ({ words: t(name), keys }))}
      singleLabel={t("single")}
      singleHint={t("single_hint")}
      {...props}
    />
  );
}
