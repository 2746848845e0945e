import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Icon } from "@/components/ui/icon";
import { PageLink } from "@/components/ui/page-link";

interface BoardSearchProps {
  input: RefObject<HTMLInputElement | null>;
  search: string;
  onSearch: (search: string) => void;
  /** How many orders match; null without a search. */
  found: number | null;
  /** The address of the page that searches all orders of the store. */
  history: string;
}

export function BoardSearch({ input, search, onSearch, found, history }: BoardSearchProps) {
  const t = useTranslations("partner.search");
  return (
    <search className="board-search">
      <Icon name="search" />
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
          <output className="board-search-found">{t("result", { count: found })}</output>
          <PageLink href={`${history}?${new URLSearchParams({ q: search.trim() })}`} prefetch={false}>
            {t("history")}
          </PageLink>
          <button type="button" aria-label={t("clear")} onClick={() => onSearch("")}>
            <Icon name="x" />
          </button>
        </>
      )}
    </search>
  );
}
