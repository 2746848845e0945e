import { later } from "@/components/ui/later";

/** Not part of the first load: few deliveries fail. */
export const loadFailedDelivery = later(async () => (await import("./failed-delivery")).FailedDelivery);
