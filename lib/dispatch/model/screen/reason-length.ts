/** Characters of a dispatcher's reason: a sentence. */
export const REASON_LENGTH = 200;
