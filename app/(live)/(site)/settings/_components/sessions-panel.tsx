"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { removeDataOf } from "@/hooks/browser/personal-data";
import { watchPreferences } from "@/lib/board/client/preferences";
import { knownDevice } from "@/lib/board/client/this-shift";
import { PAGE_USER } from "@/lib/http/page/statement";

/** Plain forms, so that the next page is a full load and keeps no state of this person. */
export function SessionsPanel({ userId, count }: { userId: string; count: number }) {
  const t = useTranslations("settings.sessions");
  const device = useSyncExternalStore(watchPreferences, knownDevice, () => null);
  // The cookie may name another person at the press: see the route.
  const statement = (
    <>
      <input type="hidden" name={PAGE_USER} value={userId} />
      {device !== null && <input type="hidden" name="device" value={device} />}
    </>
  );
  const forget = () => removeDataOf(userId);
  return (
    <Card className="grid gap-4">
      <header>
        <h2 className="text-xl">{t("title")}</h2>
        <p className="mt-1 text-soft">{t("lead", { count })}</p>
      </header>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <form method="post" action="/signout" onSubmit={forget}>
          {statement}
          <Button type="submit">{t("sign_out")}</Button>
        </form>
        <form
          method="post"
          action="/signout"
          onSubmit={forget}
          className="flex flex-wrap items-center gap-x-4 gap-y-2"
        >
          {statement}
          <input type="hidden" name="everywhere" value="1" />
          <Button type="submit" aria-describedby="everywhere-hint">
            {t("everywhere")}
          </Button>
        </form>
      </div>
      <p id="everywhere-hint" className="text-sm text-soft">
        {t("everywhere_hint")}
      </p>
    </Card>
  );
}
