import "server-only";
import { createTranslator } from "next-intl";
import errors from "@/messages/en/errors.json";

/** Returns the text of an expected failure. Independent of a request, because jobs and the owner's socket use it, too. */
export const errorText = createTranslator({ locale: "en", messages: { errors }, namespace: "errors" });
