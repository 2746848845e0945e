"use client";

import "@/app/globals.css";
import { NextIntlClientProvider } from "next-intl";
import ErrorPage from "@/app/error";
import common from "@/messages/en/common.json";

/** The last resort: the root layout itself failed, so nothing around it can be relied on. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{common.error.title}</title>
        <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common }}>
          <ErrorPage {...props} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
