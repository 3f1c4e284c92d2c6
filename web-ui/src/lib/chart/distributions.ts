/** The logarithm of the gamma function of a positive number, by Lanczos's series (g = 7, n = 9; relative error below 1e-14). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first, ...rest] = LANCZOS;
  const sum = rest.reduce((all, c, i) => all + c / (x + i), first);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}
const LANCZOS: readonly [number, ...number[]] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

type Numbers = Readonly<Record<string, number>>;
const normal = (z: number, deviation: number) => Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2 * Math.PI));

/** The densities of the distributions that the server fits, by its names for them and their parameters. */
const DENSITIES: Readonly<Record<string, (x: number, p: Numbers) => number>> = {
  normal: (x, { mean = 0, standardDeviation = 1 }) => normal((x - mean) / standardDeviation, standardDeviation),
  logNormal: (x, { mu = 0, sigma = 1 }) => (x > 0 ? normal((Math.log(x) - mu) / sigma, sigma) / x : 0),
  exponential: (x, { mean = 1 }) => (x >= 0 ? Math.exp(-x / mean) / mean : 0),
  gamma: (x, { shape = 1, scale = 1 }) =>
    x > 0 ? Math.exp((shape - 1) * Math.log(x / scale) - x / scale - logGamma(shape)) / scale : 0,
  weibull: (x, { shape = 1, scale = 1 }) =>
    x > 0 ? (shape / scale) * (x / scale) ** (shape - 1) * Math.exp(-((x / scale) ** shape)) : 0,
  pareto: (x, { shape = 1, scale = 1 }) => (x >= scale ? (shape / x) * (scale / x) ** shape : 0),
};

/** The density of a fitted distribution; nothing of one that is not known here. */
export function densityOf(name: string, parameters: Numbers): ((x: number) => number) | undefined {
  const known = DENSITIES[name];
  return known && ((x) => known(x, parameters));
}
