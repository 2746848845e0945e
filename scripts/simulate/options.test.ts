import { describe, expect, it } from "vitest";
import { OptionsError, parseOptions } from "./options";

describe("the options of a simulation", () => {
  it("have defaults", () => {
    expect(parseOptions([], undefined, 7)).toEqual({
      url: "http://localhost:3000",
      rate: 12,
      minutes: 2,
      speed: 10,
      watchers: 7,
      cuts: 1,
      menuChanges: 5,
      scenario: "service",
      seed: 7,
    });
  });

  it("use PORT, as the demo does", () => {
    expect(parseOptions([], "4100", 7)).toMatchObject({ url: "http://localhost:4100" });
  });

  it("keep only the origin of an address", () => {
    expect(parseOptions(["--url", "https://demo.example/partner?x=1"], undefined, 7)).toMatchObject({
      url: "https://demo.example",
    });
  });

  it("are not parsed with --help", () => {
    expect(parseOptions(["--help"], undefined, 7)).toBeNull();
  });

  it.each([
    ["--rate", "many", "--rate must be a number"],
    ["--rate", "0", "--rate must be from 0.1 to 6000"],
    ["--watchers", "2.5", "--watchers must be a whole number"],
    ["--scenario", "party", "--scenario must be service or evening"],
    ["--url", "ftp://demo", "--url must be a http or https address"],
    ["--pace", "3", "Unknown option '--pace'"],
  ])("refuse %s %s with a clear message", (name, value, word) => {
    expect(() => parseOptions([name, value], undefined, 7)).toThrow(OptionsError);
    expect(() => parseOptions([name, value], undefined, 7)).toThrow(word);
  });

  it("report all faults at once", () => {
    expect(() => parseOptions(["--rate", "x", "--speed", "0"], undefined, 7)).toThrow(
      "--rate must be a number\n--speed must be from 1 to 1000",
    );
  });
});
