import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";

export function EmailForm({ callbackUrl, email }: { callbackUrl: string; email?: string }) {
  const t = useTranslations("auth.email");
  return (
    <form method="post" action="/signin/email" className="grid gap-4">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <Field label={t("label")} description={t("hint")} required>
        <Input
          type="email"
          name="email"
          defaultValue={email}
          autoComplete="email"
          maxLength={320}
          placeholder={t("placeholder")}
        />
      </Field>
      <Button type="submit" variant="go" size="lg" className="w-full">
        {t("submit")}
      </Button>
    </form>
  );
}
