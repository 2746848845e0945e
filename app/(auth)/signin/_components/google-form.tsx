import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export function GoogleForm({ callbackUrl }: { callbackUrl: string }) {
  const t = useTranslations("auth");
  return (
    <form method="post" action="/signin/google">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Button type="submit" size="lg" className="w-full">
        {t("google")}
      </Button>
    </form>
  );
}
