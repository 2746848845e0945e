import * as z from "zod";

export const notificationFiguresSchema = z.object({
  /** Notifications a second, from events in the log until all pushes and mails have arrived. */
  perSecond: z.number(),
  notifications: z.number(),
  /** Pushes and mails that the push service and the mail server took. */
  messages: z.number(),
  seconds: z.number(),
  /** CPU time of the process for each notification (ms). */
  cpuEach: z.number(),
});
export type NotificationFigures = z.infer<typeof notificationFiguresSchema>;
