/** The answer, or a rejection when none has come after `ms`: longer than any takes, and then a person wants to be told. */
export function inTime<T>(answer: Promise<T>, ms = 12_000): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer in time")), ms);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
