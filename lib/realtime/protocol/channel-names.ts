import * as z from "zod/mini";
import { CHANNELS_PER_STREAM } from "./limits";

export const channelNameSchema = z.string().check(z.maxLength(100));
export const channelNamesSchema = z.array(channelNameSchema).check(z.maxLength(CHANNELS_PER_STREAM));
