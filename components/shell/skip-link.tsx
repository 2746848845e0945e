import { useTranslations } from "next-intl";

/** Every layout has a `<main id="main">`. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a href="#main" className="skip-link">
      {t("skip_to_content")}
    </a>
  );
}
