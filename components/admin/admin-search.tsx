import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

interface AdminSearchProps {
  path: string;
  label: string;
  search: string;
  /** In characters. */
  maxLength: number;
}

/** A plain GET form, so that the search is in the URL and works before hydration. */
export function AdminSearch({ path, label, search, maxLength }: AdminSearchProps) {
  const t = useTranslations("admin.search");
  return (
    <search>
      <Form action={path} className="admin-search">
        <label>
          <span className="field-label">{label}</span>
          <input
            name="q"
            type="search"
            className="input"
            defaultValue={search}
            maxLength={maxLength}
            autoComplete="off"
          />
        </label>
        <Button variant="go" size="lg" type="submit">
          <Search aria-hidden="true" />
          <span>{t("submit")}</span>
        </Button>
        {search !== "" && (
          <ButtonLink href={path} size="lg">
            {t("clear")}
          </ButtonLink>
        )}
      </Form>
    </search>
  );
}
