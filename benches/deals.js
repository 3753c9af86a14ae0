// What the floor and the peers show: 20 columns of generated deals, the fourth is "Amount", and so many rows as ?n= says.

export const COLUMNS = 20;
export const AMOUNT = 3;
export const ROW = 30; // pixels
export const COLUMN = 120;
export const count = Number(new URLSearchParams(location.search).get("n") ?? 1000);

const NUMBERS = 10; // from here on all are numbers
const WORDS = ["press line", "data platform", "service contract", "signage", "kiosks", "portal", "audit", "trackers"];

export const isNumber = (column) => column === AMOUNT || column >= NUMBERS;
export const heading = (column) => (column === AMOUNT ? "Amount" : `Column ${column + 1}`);
export const { format } = new Intl.NumberFormat("en-US");

let seed = count;
const below = (limit) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * limit);
};

export const columns = Array.from({ length: COLUMNS }, (_, column) => {
  if (isNumber(column)) return Float64Array.from({ length: count }, () => 1000 * (5 + below(240)));
  return Array.from({ length: count }, (_, row) => `${WORDS[below(WORDS.length)]} ${row}`);
});

export const sum = () => columns[AMOUNT].reduce((sum, amount) => sum + amount, 0);

/** The same for a grid that wants an object a row, with a literal's fixed shape. */
export const records = () =>
  Array.from({ length: count }, (_, row) => {
    const [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19] = columns.map((column) => column[row]);
    return { c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19 };
  });
