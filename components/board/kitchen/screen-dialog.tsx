"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/form/checkbox";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Dialog } from "@/components/ui/overlay/dialog";
import type { Screen, TEXT_SIZES, TextSize } from "@/hooks/board/use-screen";

const SIZES = ["a", "a1", "a2"] as const satisfies readonly (keyof typeof TEXT_SIZES)[];

/** The dialog lets staff choose which dishes this device shows, and how large the text is. */
export function ScreenDialog({ screen, onClose }: { screen: Screen; onClose: () => void }) {
  const t = useTranslations("partner.screen");
  const { stations, chosen, isExpediter } = screen;
  const shows = isExpediter ? "expediter" : chosen.size === 0 ? "everything" : null;

  function toggle(id: string) {
    const ids = stations.map((station) => station.id);
    screen.showStations(ids.filter((other) => (other === id) !== chosen.has(other)));
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} description={t("note")}>
      <div className="grid gap-5">
        <RadioCards
          legend={t("shows")}
          name="shows"
          options={[
            { value: "everything", label: t("everything"), description: t("everything_hint") },
            { value: "expediter", label: t("expediter"), description: t("expediter_hint") },
          ]}
          value={shows}
          onValueChange={(value) =>
            value === "expediter" ? screen.showExpediter() : screen.showEverything()
          }
        />
        <fieldset className="radio-cards">
          <legend className="field-label mb-2">{t("stations")}</legend>
          {stations.length < 2 ? (
            <p className="text-soft">{t("no_stations")}</p>
          ) : (
            <>
              {stations.map(({ id, name }) => (
                <Checkbox key={id} label={name} checked={chosen.has(id)} onChange={() => toggle(id)} />
              ))}
              <p className="text-soft">{t("stations_hint")}</p>
            </>
          )}
        </fieldset>
        <RadioCards<TextSize>
          legend={t("text")}
          name="text-size"
          options={SIZES.map((value) => ({
            value,
            label: t(`text_${value}`),
            description: t(`text_${value}_hint`),
          }))}
          value={screen.textSize}
          onValueChange={screen.setTextSize}
        />
      </div>
    </Dialog>
  );
}
