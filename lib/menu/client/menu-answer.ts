import * as z from "zod/mini";
import { menuSchema } from "@/lib/menu/model/schema";

export const menuAnswer = z.object({ data: menuSchema });
