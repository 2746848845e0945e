import { useTranslations } from "next-intl";
import { NothingHere } from "@/components/shell/nothing-here";

export default function RestaurantNotFound() {
  const t = useTranslations("shop.not_found");
  return (
    <NothingHere title={t("title")} href="/" action={t("action")}>
      {t("body")}
    </NothingHere>
  );
}
