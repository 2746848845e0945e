import { Search } from "lucide-react";
import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/form/checkbox";
import { ORDER_STATUSES } from "@/lib/orders/model/terms";

interface HistorySearchProps {
  path: string;
  search: string;
  status: string;
  withoutTests: boolean;
}

/** A plain GET form, so that the search is in the URL and works before hydration. */
export function HistorySearch({ path, search, status, withoutTests }: HistorySearchProps) {
  const t = useTranslations("partner.history");
  const label = useTranslations("status.label");
  return (
    <search>
      <Form action={path} className="history-search">
        <label>
          <span className="field-label">{t("search")}</span>
          <input
            name="q"
            type="search"
            className="input"
            defaultValue={search}
            maxLength={80}
            autoComplete="off"
          />
        </label>
        <label>
          <span className="field-label">{t("status")}</span>
          <select name="status" className="input" defaultValue={status}>
            <option value="">{t("any_status")}</option>
            {ORDER_STATUSES.map((value) => (
              <option key={value} value={value}>
                {label(value)}
              </option>
            ))}
          </select>
        </label>
        <Checkbox name="tests" value="none" label={t("leave_out_tests")} defaultChecked={withoutTests} />
        <Button variant="go" size="lg" type="submit">
          <Search aria-hidden="true" />
          <span>{t("submit")}</span>
        </Button>
        {(search !== "" || status !== "" || withoutTests) && (
          <ButtonLink href={path} size="lg">
            {t("clear")}
          </ButtonLink>
        )}
      </Form>
    </search>
  );
}
