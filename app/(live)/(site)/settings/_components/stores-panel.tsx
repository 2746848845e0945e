import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";

/** Leads staff to what they can set for their restaurants. */
export function StoresPanel({ stores }: { stores: readonly { slug: string; name: string }[] }) {
  const t = useTranslations("settings.stores");
  const look = useTranslations("partner.look");
  const hours = useTranslations("partner.hours");
  const printers = useTranslations("printing.settings");
  const devices = useTranslations("partner.devices");
  const riders = useTranslations("riders.fleet");
  return (
    <Card className="grid gap-3" aria-labelledby="stores">
      <h2 id="stores" className="text-xl">
        {t("title")}
      </h2>
      <ul className="grid gap-2">
        {stores.map(({ slug, name }) => (
          <li key={slug} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <bdi id={`store-${slug}`} className="mr-auto font-semibold">
              {name}
            </bdi>
            <span className="flex flex-wrap gap-2">
              <ButtonLink
                href={`/partner/${slug}/settings/hours`}
                prefetch={false}
                aria-describedby={`store-${slug}`}
              >
                {hours("edit")}
              </ButtonLink>
              <ButtonLink
                href={`/partner/${slug}/settings/look`}
                prefetch={false}
                aria-describedby={`store-${slug}`}
              >
                {look("edit")}
              </ButtonLink>
              <ButtonLink
                href={`/partner/${slug}/settings/printing`}
                prefetch={false}
                aria-describedby={`store-${slug}`}
              >
                {printers("edit")}
              </ButtonLink>
              <ButtonLink
                href={`/partner/${slug}/settings/devices`}
                prefetch={false}
                aria-describedby={`store-${slug}`}
              >
                {devices("edit")}
              </ButtonLink>
              <ButtonLink
                href={`/partner/${slug}/settings/riders`}
                prefetch={false}
                aria-describedby={`store-${slug}`}
              >
                {riders("edit")}
              </ButtonLink>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
