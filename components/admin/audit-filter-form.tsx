import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ACTION_LENGTH, ACTOR_LENGTH } from "@/lib/platform/model/audit";

interface AuditFilterFormProps {
  path: string;
  filter: { readonly actor: string; readonly action: string; readonly from: string };
}

/** A plain GET form, so that the filter is in the URL and works before hydration. */
export function AuditFilterForm({ path, filter }: AuditFilterFormProps) {
  const t = useTranslations("admin.audit");
  const search = useTranslations("admin.search");
  const isFiltered = Object.values(filter).some((value) => value !== "");
  return (
    <search>
      <Form action={path} className="admin-search">
        <label>
          <span className="field-label">{t("filter.actor")}</span>
          <input
            name="actor"
            className="input"
            defaultValue={filter.actor}
            maxLength={ACTOR_LENGTH}
            autoComplete="off"
          />
        </label>
        <label>
          <span className="field-label">{t("filter.action")}</span>
          <input
            name="action"
            className="input"
            defaultValue={filter.action}
            maxLength={ACTION_LENGTH}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </label>
        <label>
          <span className="field-label">{t("filter.from")}</span>
          <input name="from" type="date" className="input" defaultValue={filter.from.slice(0, 10)} />
        </label>
        <Button variant="go" size="lg" type="submit">
          <Search aria-hidden="true" />
          <span>{t("filter.submit")}</span>
        </Button>
        {isFiltered && (
          <ButtonLink href={path} size="lg">
            {search("clear")}
          </ButtonLink>
        )}
      </Form>
    </search>
  );
}
