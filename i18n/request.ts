import { getRequestConfig } from "next-intl/server";
import { messages } from "@/i18n/messages";

/** UTC is only the default: dates use the tenant's time zone, see lib/text/format.ts. */
export default getRequestConfig(async () => ({ locale: "en", timeZone: "UTC", messages }));
