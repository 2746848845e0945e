import { RETENTION } from "@/lib/platform/model/retention";

/** Days for which an archive can be downloaded. */
export const EXPORT_DAYS = RETENTION.personal_exports.days;
/** An archive is built once in this time. */
export const EXPORT_AGAIN_HOURS = 1;
