import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { addDays } from "@/lib/figures/model/day";

interface DayChoiceProps {
  path: string;
  date: string;
  today: string;
  /** The day of the page without a day in its address: yesterday while a service that began then goes on. */
  present: string;
}

/** Links and a plain GET form, so that the day is in the address and the choice works before hydration. */
export function DayChoice({ path, date, today, present }: DayChoiceProps) {
  const t = useTranslations("figures");
  const address = (day: string) => (day === present ? path : `${path}?${new URLSearchParams({ date: day })}`);
  return (
    <nav className="fig-days" aria-label={t("days")}>
      <ButtonLink href={address(addDays(date, -1))} prefetch={false}>
        {t("day_before")}
      </ButtonLink>
      {date < today && (
        <ButtonLink href={address(addDays(date, 1))} prefetch={false}>
          {t("day_after")}
        </ButtonLink>
      )}
      {date < addDays(today, -1) && (
        <ButtonLink href={address(today)} prefetch={false}>
          {t("to_today")}
        </ButtonLink>
      )}
      <Form action={path} className="fig-days-form">
        <label>
          <span className="sr-only">{t("day")}</span>
          <input className="input" type="date" name="date" defaultValue={date} max={today} required />
        </label>
        <Button type="submit">{t("show")}</Button>
      </Form>
    </nav>
  );
}
