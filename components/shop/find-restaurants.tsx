import { Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { type Find, QUICK_MINUTES, toggled } from "@/lib/menu/model/find-storefronts";
import "./find-restaurants.css";

export interface FindRestaurantsProps {
  find: Find;
  cuisines: readonly string[];
}

/** A GET form and links, so that a search is in the URL and works before hydration. */
export function FindRestaurants({ find, cuisines }: FindRestaurantsProps) {
  const t = useTranslations("shop.find");
  const choices = [
    { name: "quick", value: "1", label: t("quick", { minutes: QUICK_MINUTES }) },
    { name: "free", value: "1", label: t("free") },
    ...cuisines.map((cuisine) => ({ name: "cuisine" as const, value: cuisine, label: cuisine })),
  ] as const;
  const kept = Object.entries(find).filter(
    ([name, value]) => name !== "q" && value !== undefined && value !== "",
  );
  return (
    <search className="find">
      <Form key={find.q} action="/" className="find-form">
        <input
          name="q"
          type="search"
          aria-label={t("label")}
          placeholder={t("placeholder")}
          defaultValue={find.q}
          maxLength={80}
          autoComplete="off"
        />
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <IconButton type="submit" label={t("submit")}>
          <Search aria-hidden="true" />
        </IconButton>
      </Form>
      <ul aria-label={t("choices")} className="find-choices">
        {choices.map(({ name, value, label }) => (
          <li key={`${name} ${value}`}>
            <Link
              href={toggled(find, name, value)}
              prefetch={false}
              aria-current={find[name] === value ? "true" : undefined}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </search>
  );
}
