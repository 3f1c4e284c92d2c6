/** Counts of numbers in equal parts of a range. */
export interface Bins {
  from: number;
  width: number;
  counts: readonly number[];
}

const total = ({ counts }: Bins): number => counts.reduce((sum, count) => sum + count, 0);

/** The value below which a share of the numbers lies, evenly spread within each part. NaN where there are none. O(parts). */
export function quantileOf(bins: Bins, share: number): number {
  const wanted = share * total(bins);
  let below = 0;
  for (const [i, count] of bins.counts.entries()) {
    if (count > 0 && below + count >= wanted) return bins.from + bins.width * (i + (wanted - below) / count);
    below += count;
  }
  return NaN;
}

/**
 * The width of a Gaussian kernel by Silverman's rule: 0.9 min(s, IQR/1.34) n^(−1/5) (Silverman 1986, Density Estimation, eq. 3.31), two parts
 * at least, since nothing is known of what is finer.
 */
export function bandwidth(bins: Bins): number {
  const n = total(bins);
  const middle = (i: number) => bins.from + bins.width * (i + 0.5);
  const mean = bins.counts.reduce((sum, count, i) => sum + count * middle(i), 0) / n;
  const variance = bins.counts.reduce((sum, count, i) => sum + count * (middle(i) - mean) ** 2, 0) / Math.max(1, n - 1);
  const spread = (quantileOf(bins, 0.75) - quantileOf(bins, 0.25)) / 1.34;
  const deviation = Math.sqrt(variance);
  return Math.max(2 * bins.width, 0.9 * (spread > 0 ? Math.min(deviation, spread) : deviation) * n ** -0.2);
}

/** Beyond as many widths the Gaussian kernel is nothing. */
const REACH = 4;

/**
 * The density of the numbers at the middle of each part, by a Gaussian kernel over the parts (Silverman 1982, doi:10.2307/2347084); what would
 * lie beyond either end is mirrored there, so that it is a density over the range. Zero where there are no numbers. O(parts × kernel).
 */
export function density(bins: Bins, width = bandwidth(bins)): number[] {
  const { counts } = bins;
  const n = total(bins);
  const size = counts.length;
  const reach = Math.ceil((REACH * width) / bins.width);
  const kernel = Array.from({ length: reach + 1 }, (_, i) => Math.exp(-0.5 * ((i * bins.width) / width) ** 2));
  const mass = kernel.reduce((sum, weight, i) => sum + (i === 0 ? weight : 2 * weight), 0);
  const smooth = Array.from({ length: size }, () => 0);
  if (n === 0) return smooth;
  counts.forEach((count, i) => {
    if (count === 0) return;
    for (let k = -reach; k <= reach; k++) {
      const at = mirrored(i + k, size);
      smooth[at] = smooth[at]! + (count * kernel[Math.abs(k)]!) / mass;
    }
  });
  return smooth.map((weight) => weight / (n * bins.width));
}

/** A place in a row of some parts, thrown back at its ends. */
function mirrored(i: number, size: number): number {
  const around = ((i % (2 * size)) + 2 * size) % (2 * size);
  return around < size ? around : 2 * size - 1 - around;
}

/** Neighbouring parts as one; the last may be of fewer. */
export function merged({ from, width, counts }: Bins, several: number): Bins {
  const sums = Array.from({ length: Math.ceil(counts.length / several) }, (_, i) =>
    counts.slice(i * several, (i + 1) * several).reduce((sum, count) => sum + count, 0),
  );
  return { from, width: width * several, counts: sums };
}
