import "@/app/globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers";
import { PressGuard } from "@/components/shell/presses/press-guard";
import { SkipLink } from "@/components/shell/skip-link";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import { mapSource } from "@/lib/http/map-source";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: t("title"), template: t("title_template", { page: "%s" }) },
    description: t("description"),
    applicationName: t("brand"),
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#212a31" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const map = mapSource();
  return (
    <html
      lang={await getLocale()}
      data-theme={theme}
      data-rendered-at={Date.now()}
      // The map's code is loaded late and reads it there: lib/geo/client/map-source.ts.
      data-map-kind={map.kind === "town" ? undefined : map.kind}
      data-map-url={map.kind === "town" ? undefined : map.url}
    >
      <body>
        <PressGuard />
        <NextIntlClientProvider>
          <SkipLink />
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
