import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";

interface BoardSearchProps {
  input: RefObject<HTMLInputElement | null>;
  search: string;
  onSearch: (search: string) => void;
  found: { found: number; total: number } | null;
}

export function BoardSearch({ input, search, onSearch, found }: BoardSearchProps) {
  const t = useTranslations("partner.search");
  return (
    <search className="board-search">
      <Search aria-hidden="true" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        aria-label={t("label")}
        placeholder={t("placeholder")}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          onSearch("");
          event.currentTarget.blur();
        }}
      />
      {found !== null && (
        <>
          <output className="board-search-found">{t("result", found)}</output>
          <button type="button" aria-label={t("clear")} onClick={() => onSearch("")}>
            <X aria-hidden="true" />
          </button>
        </>
      )}
    </search>
  );
}
