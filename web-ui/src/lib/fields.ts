/** The group of the fields of no common schema: it comes last, since what they say mostly stands in the common ones, too. */
export const OTHER = 'as the source named it';

export type Group = [name: string, fields: [name: string, value: string][]];

/** An event's fields that have a value, by the first word of their names; groups and fields in the order of their names. */
export function groupFields(event: Readonly<Record<string, unknown>>, without: readonly string[]): Group[] {
  const groups = new Map<string, [string, string][]>();
  for (const [name, value] of Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === null || value === undefined || without.includes(name)) continue;
    const group = /^[a-z]+(?=\.)/.exec(name)?.[0] ?? OTHER;
    groups.set(group, [...(groups.get(group) ?? []), [name, String(value)]]);
  }
  return [...groups].sort(([a], [b]) => Number(a === OTHER) - Number(b === OTHER) || (a < b ? -1 : 1));
}
