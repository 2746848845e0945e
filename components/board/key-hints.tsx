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

export function KeyHints({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations("partner.keys");
  return (
    <div className="key-hints">
      <ul aria-label={t("title")}>
        {HINTS.map(([name, key]) => (
          <li key={name}>
            <Kbd>{key}</Kbd>
            <span>{` ${t(name)}`}</span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={onHelp}>
        <Kbd>?</Kbd>
        <span>{` ${t("hint_help")}`}</span>
      </button>
    </div>
  );
}
