import type { Part as Fitted, TableResult } from '../../api/types';
import type { Look } from './along';
import { drawAreas } from './areas';
import type { Chart } from './chart';
import type { Drawing } from './drawing';
import { drawFlow } from './flow';
import { drawHeat } from './heat';
import { drawLanes } from './lanes';
import { drawPoints } from './points';
import { Reading } from './reading';
import { drawSeries } from './series';
import { drawBoxes, drawHistogram, drawShares, drawViolins } from './spread';
import type { Known } from './steps';

export type Answer = Pick<TableResult, 'columns' | 'rows' | 'truncated'>;

/** A chart of an answer to its question. */
export function draw(chart: Chart, answer: Answer, known: Known, look: Look, fitted?: Fitted): Drawing {
  const drawing = drawn(chart, new Reading(answer, known), look, fitted);
  if (!answer.truncated) return drawing;
  const rows = answer.rows.length.toLocaleString('en-US');
  return { ...drawing, notes: [`not all of it: the answer was cut off after ${rows} rows`, ...drawing.notes] };
}

function drawn(chart: Chart, reading: Reading, look: Look, fitted: Fitted | undefined): Drawing {
  switch (chart.kind) {
    case 'line':
    case 'area':
    case 'bar':
      return drawSeries(chart, reading, look);
    case 'scatter':
      return drawPoints(chart, reading, look);
    case 'heat':
      return drawHeat(chart, reading, look);
    case 'box':
      return drawBoxes(chart, reading, look);
    case 'violin':
      return drawViolins(chart, reading, look);
    case 'histogram':
      return drawHistogram(chart, reading, look, fitted);
    case 'ecdf':
      return drawShares(chart, reading, look);
    case 'sankey':
      return drawFlow(chart, reading, look);
    case 'treemap':
      return drawAreas(chart, reading, look);
    case 'timeline':
      return drawLanes(chart, reading, look);
  }
}
