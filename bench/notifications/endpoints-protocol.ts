import * as z from "zod";

export const questionSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("start"), browsers: z.number().int().positive() }),
  z.object({ do: z.literal("count") }),
]);
export type Question = z.infer<typeof questionSchema>;

export const startedSchema = z.object({
  pushService: z.string(),
  mailServer: z.string(),
  browsers: z.array(z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() })),
});

export const arrivedSchema = z.object({
  pushes: z.number(),
  mails: z.number(),
  /** Pushes and mails that had arrived before. */
  repeated: z.number(),
});
