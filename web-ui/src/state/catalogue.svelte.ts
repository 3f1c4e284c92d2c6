import * as api from '../api/client';
import type { Dataset, FieldSummary } from '../api/types';

let datasets = $state.raw<Dataset[]>([]);
let fields = $state.raw<FieldSummary[]>([]);

/** The datasets, and the fields of the one that is open. */
export const catalogue = {
  get datasets() {
    return datasets;
  },
  get fields() {
    return fields;
  },
  dataset: (name: string) => datasets.find((dataset) => dataset.name === name),
  async loadDatasets(signal: AbortSignal) {
    datasets = await api.datasets(signal);
  },
  async loadFields(dataset: string, signal: AbortSignal) {
    fields = [];
    fields = await api.fields(dataset, signal);
  },
};
