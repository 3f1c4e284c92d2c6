/** The page's colours, as a canvas and a file can have them, at the time when it was made: of a theme. */
export class Palette {
  readonly #style = getComputedStyle(document.documentElement);
  readonly #known = new Map<string, string>();

  /** `#rrggbb` for `var(--name)`; what is no variable is a colour already. */
  colourOf = (css: string): string => {
    const known = this.#known.get(css);
    if (known) return known;
    const name = /^var\((--[\w-]+)\)$/.exec(css)?.[1];
    const colour = name ? this.#style.getPropertyValue(name).trim() : css;
    this.#known.set(css, colour);
    return colour;
  };

  /** A colour that steps back: a part of it on the panel's ground. */
  dimmed(css: string): string {
    const [colour, ground] = [css, 'var(--panel)'].map((name) => this.colourOf(name).match(/[\da-f]{2}/gi) ?? []);
    return `#${[0, 1, 2]
      .map((i) => Math.round(PART * parseInt(colour![i]!, 16) + (1 - PART) * parseInt(ground![i]!, 16)))
      .map((value) => value.toString(16).padStart(2, '0'))
      .join('')}`;
  }
}

const PART = 0.36;
