/**
 * Limits of one stream. A stream is opened by one request, whose head (request line, cookies, headers) Node limits to
 * 16 KB; these numbers keep it within that: see limits.test.ts.
 */

/** The most channels of one stream, including its defaults. More are refused with 400. */
export const CHANNELS_PER_STREAM = 256;
/** The most channels that `channels=` may name. More are refused with 400. */
export const CHANNELS_PER_REQUEST = 64;
/** The most characters of a cursor. A longer one causes a `reset` (`invalid`) of every channel. */
export const CURSOR_LENGTH = 8 * 1024;
