/** A step in the editor: the longest task of the page's main thread in each round, in milliseconds. */
export interface EditorStep {
  name: string;
  /** Median of the rounds' longest tasks; the browser reports none below 50 ms, which count as 0. */
  longest: number;
  /** Rounds with a task of more than 50 ms. */
  long: number;
  rounds: number;
}

export interface EditorFigures {
  dishes: number;
  steps: EditorStep[];
}
