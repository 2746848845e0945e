"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { chooseTheme, chosenTheme, watchTheme } from "@/components/shell/chosen-theme";
import { Menu } from "@/components/ui/overlay/menu";
import { MenuChoice } from "@/components/ui/overlay/menu-item";

export function ThemeSwitch() {
  const t = useTranslations("shell.theme");
  const theme = useSyncExternalStore(watchTheme, chosenTheme, () => undefined);
  const Icon = theme === "light" ? Sun : theme === "dark" ? Moon : Monitor;
  return (
    <Menu
      label={<Icon aria-hidden="true" />}
      aria-label={t("label")}
      variant="ghost"
      align="end"
      className="button-icon"
    >
      <MenuChoice checked={theme === undefined} onSelect={() => chooseTheme(undefined)}>
        <Monitor aria-hidden="true" />
        <span>{t("system")}</span>
      </MenuChoice>
      <MenuChoice checked={theme === "light"} onSelect={() => chooseTheme("light")}>
        <Sun aria-hidden="true" />
        <span>{t("light")}</span>
      </MenuChoice>
      <MenuChoice checked={theme === "dark"} onSelect={() => chooseTheme("dark")}>
        <Moon aria-hidden="true" />
        <span>{t("dark")}</span>
      </MenuChoice>
    </Menu>
  );
}
