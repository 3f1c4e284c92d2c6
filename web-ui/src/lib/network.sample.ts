/** Vertices and edges for tests, as the graph question answers them. */
export const vertex = (id: string, events = 1, field = 'f') => ({
  id,
  label: id,
  field,
  events,
  measures: {},
  attributes: {},
  members: 1,
});

export const edge = (source: string, target: string, weight = 1) => ({
  source,
  target,
  kind: 0,
  weight,
  events: weight,
  measures: {},
  counts: [],
  firstSeen: '2020-01-01T00:00:00Z',
  lastSeen: '2020-01-01T00:00:00Z',
});
