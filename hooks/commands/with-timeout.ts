export function withTimeout<T>(answer: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer in time")), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
