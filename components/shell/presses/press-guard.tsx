import { headers } from "next/headers";
import { guardPresses } from "./guard-presses";
import { HYDRATED } from "./hydrated-event";

const source = `(${guardPresses.toString()})(${JSON.stringify(HYDRATED)})`;

/** Inline, because it must work before any other script has arrived. */
export async function PressGuard() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from the page, so React would find another one.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own source, with nothing from a request in it
      dangerouslySetInnerHTML={{ __html: source }}
    />
  );
}
