import "server-only";
import { randomInt } from "node:crypto";

/** Returns four random digits, which the customer tells the rider. */
export const newDeliveryPin = () => String(randomInt(10_000)).padStart(4, "0");
