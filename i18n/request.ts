import { getRequestConfig } from "next-intl/server";
import { messages } from "@/i18n/messages";

/** English only for now. Dates and money are formatted in the tenant's own zone and currency: see lib/format. */
export default getRequestConfig(async () => ({ locale: "en", timeZone: "UTC", messages }));
