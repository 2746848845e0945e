/**
 * How much one stream carries. A stream is opened by one request whose head (line, cookies, headers) Node bounds to 16 KB;
 * these numbers keep it within that: see limits.test.ts.
 */

/** Channels that one stream reads, those it reads without being asked included. More is refused with 400. */
export const CHANNELS_PER_STREAM = 256;
/** Channels that `channels=` may name. More is refused with 400. */
export const CHANNELS_PER_REQUEST = 64;
/** Characters of a cursor. A longer one is answered with a `reset` (`invalid`) of every channel. */
export const CURSOR_LENGTH = 8 * 1024;
