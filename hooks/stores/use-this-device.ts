"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import * as z from "zod/mini";
import { usePreference } from "@/hooks/browser/use-preference";
import { watchPreferences } from "@/lib/board/client/preferences";
import { DEVICE_NAME, thisDevice } from "@/lib/board/client/this-device";
import { deviceCode, deviceNameSchema } from "@/lib/stores/model/devices/schema";

const onServer = () => null;

export interface ThisDevice {
  readonly id: string;
  readonly name: string;
  setName: (name: string) => void;
}

/**
 * Returns this device with its name, which the browser remembers; null on the server and until the page has hydrated. A name
 * that the server would refuse is none.
 */
export function useThisDevice(): ThisDevice | null {
  const t = useTranslations("partner.devices");
  const id = useSyncExternalStore(watchPreferences, thisDevice, onServer);
  const [text, setName] = usePreference(DEVICE_NAME, "");
  if (id === null) return null;
  const name = z.safeParse(deviceNameSchema, text);
  return { id, name: name.success ? name.data : t("default_name", { code: deviceCode(id) }), setName };
}
