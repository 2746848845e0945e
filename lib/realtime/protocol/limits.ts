/** A stream is opened by one request, whose head Node limits to 16 KB; these numbers keep it within that. */

/** Includes the defaults. More are refused with 400. */
export const CHANNELS_PER_STREAM = 256;
/** Named in `channels=`. More are refused with 400. */
export const CHANNELS_PER_REQUEST = 64;
/** In characters. A longer cursor causes a `reset` (`invalid`) of every channel. */
export const CURSOR_LENGTH = 8 * 1024;
