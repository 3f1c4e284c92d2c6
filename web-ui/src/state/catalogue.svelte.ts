import * as api from '../api/client';
import type { Collector, Dataset, FieldSummary } from '../api/types';

let datasets = $state.raw<Dataset[]>();
let collectors = $state.raw<Collector[]>([]);
let fields = $state.raw<FieldSummary[]>([]);
let open: string | undefined;

/** The datasets, who sends to them, and the fields of the one that is open. */
export const catalogue = {
  get datasets() {
    return datasets ?? [];
  },
  /** Whether it is known which datasets there are. */
  get isLoaded() {
    return datasets !== undefined;
  },
  get fields() {
    return fields;
  },
  field: (name: string) => fields.find((field) => field.name === name),
  dataset: (name: string) => datasets?.find((dataset) => dataset.name === name),
  /** Who sends to a dataset. */
  senders: (name: string) => collectors.filter((sender) => sender.dataset === name).map((sender) => sender.name),
  /** How much of a dataset could not be read. */
  malformed: (name: string) =>
    collectors.filter((sender) => sender.dataset === name).reduce((sum, sender) => sum + sender.malformed, 0),
  async loadDatasets(signal: AbortSignal) {
    [datasets, collectors] = await Promise.all([api.datasets(signal), api.collectors(signal)]);
  },
  async loadFields(dataset: string, signal: AbortSignal) {
    if (dataset !== open) fields = [];
    open = dataset;
    fields = await api.fields(dataset, signal);
  },
};
