import "server-only";
import { createTranslator } from "next-intl";
import errors from "@/messages/en/errors.json";

/** Works without a request, because jobs use it, too. */
export const errorText = createTranslator({ locale: "en", messages: { errors }, namespace: "errors" });
