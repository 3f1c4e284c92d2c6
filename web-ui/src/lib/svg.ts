/** Text as it stands in XML; what XML cannot hold is marked as lost. */
export const escaped = (text: string): string =>
  text.replace(
    /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? '\ufffd',
  );

/** An SVG document that stands for itself, on a ground of its own. */
export const svgDocument = (
  { width, height, ground, fontSize }: { width: number; height: number; ground: string; fontSize: number },
  parts: readonly string[],
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="IBM Plex Sans, sans-serif" font-size="${fontSize}">`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
