import { later } from "@/components/ui/later";

export const loadFailedDialog = later(async () => (await import("./failed-dialog")).FailedDialog);
