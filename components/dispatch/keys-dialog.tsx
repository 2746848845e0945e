"use client";

import { useTranslations } from "next-intl";
import { KeysSheet, type KeysSheetProps } from "@/components/ui/overlay/keys-sheet";

const KEYS = [
  ["move", ["↑", "↓"]],
  ["open", ["Enter"]],
  ["tick", ["X"]],
  ["give", ["G"]],
  ["give_to", ["1", "…", "9"]],
  ["pin", ["P"]],
  ["recall", ["R"]],
  ["offer_to_all", ["A"]],
  ["release", ["L"]],
  ["undo", ["Z"]],
  ["map", ["M"]],
  ["close", ["Esc"]],
  ["help", ["?"]],
] as const;

type DispatchKeysDialogProps = Pick<KeysSheetProps, "hasSingleKeys" | "onSingleKeys" | "onClose">;

export function DispatchKeysDialog(props: DispatchKeysDialogProps) {
  const t = useTranslations("dispatch.screen.keys");
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
