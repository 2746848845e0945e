import { useTranslations } from "next-intl";

/** The first stop of the Tab key. Every layout has its `<main id="main">`. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    <a href="#main" className="skip-link">
      {t("skip_to_content")}
    </a>
  );
}
