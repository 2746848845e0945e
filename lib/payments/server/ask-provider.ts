import "server-only";
import { ProviderUnavailable } from "@/lib/payments/model/provider";

/** Waits at most `ms` for a provider; the call may still take effect afterwards. @throws {ProviderUnavailable} */
export async function within<T>(call: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderUnavailable(`No answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([call, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
