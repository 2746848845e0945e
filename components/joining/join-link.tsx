import Link from "next/link";
import { useTranslations } from "next-intl";

/** Leads those who run a restaurant to where it joins; visitors sign in first. */
export function JoinLink() {
  const t = useTranslations("joining");
  return (
    <Link href="/join" prefetch={false} className="underline">
      {t("invite")}
    </Link>
  );
}
