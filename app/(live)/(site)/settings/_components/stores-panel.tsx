import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { SettingsLinks } from "@/components/stores/settings-links";
import { Card } from "@/components/ui/card";

interface StoresPanelProps {
  viewer: ComponentProps<typeof SettingsLinks>["viewer"];
  stores: readonly (ComponentProps<typeof SettingsLinks>["store"] & { name: string })[];
}

/** Leads staff to what they can set for their restaurants. */
export function StoresPanel({ viewer, stores }: StoresPanelProps) {
  const t = useTranslations("settings.stores");
  return (
    <Card className="grid gap-3" aria-labelledby="stores">
      <h2 id="stores" className="text-xl">
        {t("title")}
      </h2>
      <ul className="grid gap-2">
        {stores.map((store) => (
          <li key={store.slug} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <bdi id={`store-${store.slug}`} className="mr-auto font-semibold">
              {store.name}
            </bdi>
            <span className="flex flex-wrap gap-2">
              <SettingsLinks viewer={viewer} store={store} describedBy={`store-${store.slug}`} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
