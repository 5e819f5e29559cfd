/** Cells that were asserted. With `stop`, the first wrong one ends the work: a planted fault is found. */
export class FoundFault extends Error {}

export class Sheet {
  cells = 0;
  readonly wrong: string[] = [];
  readonly #stop: boolean;
  constructor({ stop = false } = {}) {
    this.#stop = stop;
  }

  /** One cell: what the tables say, and what the server did. */
  cell(name: string, expected: unknown, got: unknown): void {
    this.cells += 1;
    const [want, is] = [JSON.stringify(expected), JSON.stringify(got)];
    if (want === is) return;
    const line = `${name}: ${want} by the tables, ${is} by the server`;
    if (this.#stop) throw new FoundFault(line);
    this.wrong.push(line);
  }

  /** A cell about an answer that must say nothing of these words. */
  silent(name: string, text: string, words: Iterable<string>): void {
    const said = [...words].filter((word) => text.includes(word));
    this.cell(name, [], said);
  }
}
