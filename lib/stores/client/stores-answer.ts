import * as z from "zod/mini";
import { intakeFactsSchema } from "@/lib/stores/model/status/schema";
import { idSchema } from "@/lib/text/id";

export const storesAnswer = z.object({
  data: z.array(z.extend(intakeFactsSchema, { id: idSchema })).check(z.maxLength(10_000)),
});
