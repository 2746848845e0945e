import { useTranslations } from "next-intl";
import { Kbd } from "@/components/ui/kbd";

const HINTS = [
  ["hint_move", "↑↓←→"],
  ["hint_select", "1–9"],
  ["hint_next", "Enter"],
  ["hint_delay", "D"],
  ["hint_recall", "R"],
  ["hint_undo", "Z"],
  ["hint_search", "/"],
] as const;

export function KeyHints() {
  const t = useTranslations("partner.keys");
  return (
    <ul aria-label={t("title")}>
      {HINTS.map(([name, key]) => (
        <li key={name}>
          <Kbd>{key}</Kbd>
          <span>{` ${t(name)}`}</span>
        </li>
      ))}
    </ul>
  );
}
