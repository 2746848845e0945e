import { useTranslations } from "next-intl";
import { NothingHere } from "@/components/shell/nothing-here";

export default function OrderNotFound() {
  const t = useTranslations("orders.not_found");
  return (
    <NothingHere title={t("title")} href="/orders" action={t("action")}>
      {t("body")}
    </NothingHere>
  );
}
