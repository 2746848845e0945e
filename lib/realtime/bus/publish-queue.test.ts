import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PublishQueue } from "./publish-queue";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function withService() {
  const requests: (readonly string[])[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const queue = new PublishQueue<string>((messages) => {
    const answer = Promise.withResolvers<void>();
    requests.push(messages);
    answers.push(answer);
    return answer.promise;
  });
  return { queue, requests, answers };
}
const turn = () => vi.advanceTimersByTimeAsync(0);
const spacing = () => vi.advanceTimersByTimeAsync(10);

test("a commit is sent at once in its own request", async () => {
  const { queue, requests, answers } = withService();
  const sent = queue.add(["a", "b"], 2);
  await turn();
  expect(requests).toEqual([["a", "b"]]);
  answers[0]?.resolve();
  await sent;
});

test("messages added during a request are sent in order in the next one", async () => {
  const { queue, requests, answers } = withService();
  const first = queue.add(["a"], 1);
  await turn();
  const others = [queue.add(["b"], 1), queue.add(["c", "d"], 2)];
  await turn();
  expect(requests).toHaveLength(1);
  answers[0]?.resolve();
  await first;
  await spacing();
  expect(requests).toEqual([["a"], ["b", "c", "d"]]);
  answers[1]?.resolve();
  await Promise.all(others);
});

test("a failed request rejects its own messages, and the next one is sent", async () => {
  const { queue, requests, answers } = withService();
  const first = queue.add(["a"], 1);
  await turn();
  const second = queue.add(["b"], 1);
  answers[0]?.reject(new Error("refused"));
  await expect(first).rejects.toThrow("refused");
  await spacing();
  answers[1]?.resolve();
  await second;
  expect(requests).toEqual([["a"], ["b"]]);
});

test("a full queue rejects further messages", async () => {
  const { queue, requests, answers } = withService();
  const first = queue.add(["a"], 1);
  await turn();
  const second = queue.add(["b"], 3 * 1024 * 1024);
  await expect(queue.add(["c"], 3 * 1024 * 1024)).rejects.toThrow(/Too much/);
  answers[0]?.resolve();
  await first;
  await spacing();
  answers[1]?.resolve();
  await second;
  expect(requests).toEqual([["a"], ["b"]]);
});

test("requests begin at least 10 ms apart, and a message after a quiet moment does not wait", async () => {
  const { queue, requests, answers } = withService();
  const first = queue.add(["a"], 1);
  await turn();
  answers[0]?.resolve();
  await first;
  const others = [queue.add(["b"], 1)];
  await vi.advanceTimersByTimeAsync(9);
  others.push(queue.add(["c"], 1));
  expect(requests).toEqual([["a"]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(requests).toEqual([["a"], ["b", "c"]]);
  answers[1]?.resolve();
  await Promise.all(others);
  await spacing();
  const last = queue.add(["d"], 1);
  await turn();
  expect(requests).toEqual([["a"], ["b", "c"], ["d"]]);
  answers[2]?.resolve();
  await last;
});
