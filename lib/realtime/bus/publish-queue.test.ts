import { expect, test } from "vitest";
import { PublishQueue } from "./publish-queue";

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
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

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
  await turn();
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
  await turn();
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
  await turn();
  answers[1]?.resolve();
  await second;
  expect(requests).toEqual([["a"], ["b"]]);
});
