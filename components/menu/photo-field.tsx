"use client";

import { Camera } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import type { PhotoControl } from "@/hooks/menu/use-dish-photo";
import type { Photo } from "@/lib/menu/model/photo/photo";
import { ChosenPhoto } from "./chosen-photo";
import { DishPhoto } from "./dish-photo";
import "./photo-field.css";

interface PhotoFieldProps {
  /** The photo that guests see now. */
  photo: Photo | null;
  /** The name of the dish. */
  name: string;
  /** The largest file, in MB. */
  limitMb: number;
  use: PhotoControl;
}

/** Stays the same function, so that it is called once for each time the button is shown. */
const focusWhenShown = (button: HTMLButtonElement | null) => button?.focus();

/** The form around it handles a dropped file, so that one that misses the field does not replace the page. */
export function PhotoField({ photo, name, limitMb, use }: PhotoFieldProps) {
  const t = useTranslations("menu.photo");
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const { state, isBusy } = use;
  const isChosen = state.phase === "chosen";
  const hasPhoto = photo !== null || isChosen;
  /** The pressed button disappears, and the focus with it. */
  const andFocus = (action: () => void) => () => {
    action();
    choose.current?.focus();
  };

  return (
    <fieldset className="photo-field" data-phase={state.phase}>
      <legend className="menu-legend">{t("title")}</legend>
      <div className="photo-plate">
        {state.phase === "chosen" ? (
          <ChosenPhoto file={state.file} name={name}>
            <Camera aria-hidden="true" />
          </ChosenPhoto>
        ) : photo === null ? (
          <Camera aria-hidden="true" />
        ) : (
          <DishPhoto photo={photo} name={name} width="8rem" />
        )}
      </div>
      <div className="photo-about">
        <p id={`${id}-hint`} className="field-description">
          {t("hint", { limit: limitMb })}
        </p>
        {state.phase === "chosen" && (
          <p className="photo-file">
            <bdi>{t("chosen", { name: state.file.name })}</bdi>
          </p>
        )}
        {state.phase === "uploading" && (
          <div className="photo-progress">
            <label htmlFor={`${id}-progress`}>
              <bdi>{t(state.share < 1 ? "uploading" : "processing", { name: state.file.name })}</bdi>
            </label>
            {/* Without a value it shows that something is going on. */}
            <progress
              id={`${id}-progress`}
              max={100}
              {...(state.share < 1 && { value: Math.round(state.share * 100) })}
            />
          </div>
        )}
        {state.phase === "failed" && (
          <Banner
            tone="danger"
            actions={state.again !== null && <Button onClick={andFocus(use.retry)}>{t("retry")}</Button>}
          >
            {state.message}
          </Banner>
        )}
        <div className="photo-actions">
          <Button
            ref={choose}
            aria-describedby={`${id}-hint`}
            aria-disabled={isBusy || undefined}
            onClick={() => !isBusy && input.current?.click()}
          >
            {t(hasPhoto ? "replace" : "choose")}
          </Button>
          {state.phase === "uploading" && (
            <Button variant="ghost" onClick={andFocus(use.cancel)}>
              {t("cancel")}
            </Button>
          )}
          {hasPhoto && state.phase !== "uploading" && !isAsking && (
            <Button
              variant="ghost"
              pending={state.phase === "removing"}
              onClick={isChosen ? andFocus(use.remove) : () => setAsking(true)}
            >
              {t("remove")}
            </Button>
          )}
        </div>
        {isAsking && (
          <div className="photo-actions">
            <p id={`${id}-question`}>{t("remove_question")}</p>
            <Button
              ref={focusWhenShown}
              aria-describedby={`${id}-question`}
              onClick={andFocus(() => {
                setAsking(false);
                use.remove();
              })}
            >
              {t("remove_confirm")}
            </Button>
            <Button variant="ghost" onClick={andFocus(() => setAsking(false))}>
              {t("keep")}
            </Button>
          </div>
        )}
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          aria-label={t(hasPhoto ? "replace" : "choose")}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // The same file can be chosen again.
            currentTarget.value = "";
            if (file !== undefined) use.choose(file);
          }}
        />
      </div>
    </fieldset>
  );
}
