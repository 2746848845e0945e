import "server-only";
import type { PersonalDataPart } from "@/lib/privacy/server/part";
import { accountPart } from "./account";
import { chatPart } from "./chat";
import { consentsPart } from "./consents";
import { notificationsPart } from "./notifications";
import { ordersPart } from "./orders";
import { paymentsPart } from "./payments";
import { platformPart } from "./platform";
import { refundsPart } from "./refunds";
import { ridingPart } from "./riding";

/** All that we know of a person. The account is erased last: the others find their rows by its address. */
export const PERSONAL_DATA: readonly PersonalDataPart[] = [
  ordersPart,
  refundsPart,
  paymentsPart,
  notificationsPart,
  ridingPart,
  chatPart,
  consentsPart,
  platformPart,
  accountPart,
];
