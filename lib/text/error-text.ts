import "server-only";
import { createTranslator } from "next-intl";
import errors from "@/messages/en/errors.json";

/**
 * The text of an expected failure, from the message catalogue. Commands run outside of a request, too
 * (jobs, the owner's socket), so this does not depend on one.
 */
export const errorText = createTranslator({ locale: "en", messages: { errors }, namespace: "errors" });
