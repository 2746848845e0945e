"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/form/checkbox";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { usePreference } from "@/hooks/browser/use-preference";
import { FLASH_KEY } from "@/lib/board/client/flash";
import { TONES, type ToneName } from "@/lib/board/client/tones";
import { VOLUME, VOLUME_KEY, volumeOf } from "@/lib/board/client/volume";
import "./sound-dialog.css";

const isTone = (name: string): name is ToneName => Object.hasOwn(TONES, name);
const NAMES = Object.keys(TONES).filter(isTone);

/** Lets staff try what this device plays, how loudly, and whether it also flashes. */
export function SoundDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations("partner.alarm");
  const { audio, isStarted } = useLiveBoard().shift;
  const [volume, setVolume] = usePreference(VOLUME_KEY, "");
  const [flash, setFlash] = usePreference(FLASH_KEY, "false");

  function play(tone: ToneName) {
    void audio
      .unlock()
      .then(() => audio.play(tone))
      .catch(() => undefined);
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={t("settings")}
      description={t("note")}
    >
      <div className="grid gap-5">
        <div>
          <p className="field-label mb-2">{t("volume")}</p>
          <NumberStepper
            size="lg"
            label={t("volume")}
            value={volumeOf(volume)}
            minimum={VOLUME.lowest}
            maximum={VOLUME.highest}
            step={VOLUME.step}
            format={(value) => t("volume_value", { value })}
            onValueChange={(value) => setVolume(String(value))}
          />
        </div>
        <section aria-labelledby="sound-tones">
          <h3 id="sound-tones" className="field-label mb-2">
            {t("tones")}
          </h3>
          <ul className="sound-tones">
            {NAMES.map((name) => (
              <li key={name}>
                <span>
                  <b>{t(`tone.${name}`)}</b>
                  <small>{t(`tone_hint.${name}`)}</small>
                </span>
                {/* Without a shift, the press would unlock the sound for the alarm, too. */}
                {isStarted && (
                  <Button
                    aria-label={t("play_named", { tone: t(`tone.${name}`) })}
                    onClick={() => play(name)}
                  >
                    <Play aria-hidden="true" />
                    <span>{t("play")}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {!isStarted && <p className="text-soft mt-2">{t("start_first")}</p>}
        </section>
        <Checkbox
          label={t("flash")}
          description={t("flash_hint")}
          checked={flash === "true"}
          onChange={({ target }) => setFlash(String(target.checked))}
        />
      </div>
    </Dialog>
  );
}
