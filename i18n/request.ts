import { getRequestConfig } from "next-intl/server";
import { messages } from "@/i18n/messages";

/** English only for now. Dates and money use the tenant's time zone and currency: see lib/text/format.ts. */
export default getRequestConfig(async () => ({ locale: "en", timeZone: "UTC", messages }));
