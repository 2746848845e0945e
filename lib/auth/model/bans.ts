/** In characters. */
export const BAN_REASON_LENGTH = 500;
export const APPEAL_LENGTH = 2_000;
