import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import {
  extremityArrow,
  layerDashed,
  layerFill,
  layerPlain,
  pathCurved,
  pathLine,
  pathLoop,
  sdfCircle,
  sdfDiamond,
  sdfSquare,
  sdfTriangle,
} from 'sigma/rendering';
import { placeLabels, type Point, type Size } from '../../lib/layout';
import type { Picture } from '../../lib/picture';
import type { Line, Mark, Scene } from '../../lib/scene';
import { KEPT } from './arrangement.svelte';
import { Palette } from '../../components/palette';

/** What a pointer did; ids are those of marks and lines. */
export interface Listeners {
  pick: (id: string | undefined) => void;
  pickLine: (id: string) => void;
  expand: (id: string) => void;
  menu: (id: string, at: Point) => void;
  hover: (over: { mark?: string; line?: string } | undefined, at: Point) => void;
  moved: (id: string, to: Point) => void;
}

/** As many labels are tried to be placed. */
const LABELS = 250;
const FONT = '11.5px "IBM Plex Sans Variable", sans-serif';
const GAP = 2;
const ANIMATION_MILLIS = 250;

/** The camera where it sees all. */
const MIDDLE = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };

/** Heads are longer beside their line, the thinner it is. */
const HEADS = [
  { name: 'fine', below: 1.6, ratio: 6 },
  { name: 'medium', below: 3, ratio: 3.6 },
  { name: 'bold', below: Infinity, ratio: 2.3 },
] as const;

function head({ name, ratio }: (typeof HEADS)[number]) {
  const arrow = extremityArrow({ lengthRatio: ratio, widthRatio: ratio * 0.85 });
  return { ...arrow, name, glsl: arrow.glsl.replaceAll('extremity_arrow', `extremity_${name}`) };
}

/** A canvas that sigma draws a scene on by WebGL, and one over it for the labels, which then never overlap. */
export class Stage {
  readonly #sigma: Sigma;
  readonly #overlay: HTMLCanvasElement;
  readonly #widths = new Map<string, number>();
  #scene: Scene = { marks: [], lines: [] };
  #labels: (Point & { text: string; isDim: boolean })[] = [];
  #palette = new Palette();
  /** Whether sigma has drawn what was shown last: before that it can't repaint. */
  #isDrawn = false;
  #hovered: string | undefined;
  #cursor: string | undefined;

  /** Whether this browser draws by WebGL 2 at all. */
  static isPossible(): boolean {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  }

  constructor(container: HTMLElement, overlay: HTMLCanvasElement, listeners: Listeners) {
    this.#overlay = overlay;
    this.#sigma = new Sigma(new MultiDirectedGraph(), container, {
      primitives: {
        nodes: { shapes: [sdfCircle(), sdfSquare(), sdfDiamond(), sdfTriangle()], layers: [layerFill()] },
        edges: {
          paths: [pathLine(), pathCurved(), pathLoop()],
          extremities: HEADS.map(head),
          layers: [
            layerPlain(),
            layerDashed({
              dashSize: { attribute: 'dash', mode: 'pixels' },
              gapSize: { value: 4, mode: 'pixels' },
              gapColor: { attribute: 'ground' },
            }),
          ],
          variables: { dash: { type: 'number', default: 0 }, ground: { type: 'color', default: '#ffffff' } },
        },
      },
      styles: {
        nodes: [
          {
            x: { attribute: 'x' },
            y: { attribute: 'y' },
            size: { attribute: 'size' },
            color: { attribute: 'color' },
            shape: { attribute: 'shape' },
            depth: { attribute: 'depth' },
            cursor: 'pointer',
          },
        ],
        edges: [
          {
            size: { attribute: 'size' },
            color: { attribute: 'color' },
            opacity: { attribute: 'opacity' },
            path: 'line',
            parallelPath: 'curved',
            selfLoopPath: 'loop',
            head: { attribute: 'head' },
            depth: { attribute: 'depth' },
            dash: { attribute: 'dash' },
            ground: { attribute: 'ground' },
            cursor: 'pointer',
          },
        ],
      },
      settings: {
        renderLabels: false,
        itemSizesReference: 'screen',
        enableEdgeEvents: true,
        enableNodeDrag: true,
        enableCameraRotation: false,
        autoRescale: 'once',
        minEdgeThickness: 0.6,
        stagePadding: 40,
        minCameraRatio: 0.02,
        maxCameraRatio: 4,
        hideLabelsOnMove: true,
      },
    });
    this.#listen(listeners);
  }

  #listen(listeners: Listeners): void {
    const at = ({ x, y }: Point) => ({ x, y });
    this.#sigma
      .on('clickNode', ({ node }) => listeners.pick(node))
      .on('clickEdge', ({ edge }) => listeners.pickLine(edge))
      .on('clickStage', () => listeners.pick(undefined))
      .on('doubleClickNode', ({ node, preventSigmaDefault }) => {
        preventSigmaDefault();
        listeners.expand(node);
      })
      .on('rightClickNode', ({ node, event }) => {
        event.original.preventDefault();
        listeners.menu(node, at(event));
      })
      .on('enterNode', ({ node, event }) => {
        this.#hovered = node;
        this.#sigma.scheduleRender();
        listeners.hover({ mark: node }, at(event));
      })
      .on('leaveNode', ({ event }) => {
        this.#hovered = undefined;
        this.#sigma.scheduleRender();
        listeners.hover(undefined, at(event));
      })
      .on('enterEdge', ({ edge, event }) => listeners.hover({ line: edge }, at(event)))
      .on('leaveEdge', ({ event }) => listeners.hover(undefined, at(event)))
      .on('nodeDragEnd', ({ node }) => {
        const { x, y } = this.#sigma.getGraph().getNodeAttributes(node) as Point;
        listeners.moved(node, { x, y: -y });
      })
      .on('afterRender', () => {
        this.#isDrawn = true;
        this.#drawLabels();
      });
  }

  /** Shows a scene in place of the last one; the camera stays where it is, unless it saw all before or this is another graph. */
  show(scene: Scene, palette: Palette, cursor: string | undefined): void {
    this.#cursor = cursor;
    const before = new Set(this.#scene.marks.map(({ id }) => id));
    const isAnother = scene.marks.filter(({ id }) => before.has(id)).length < scene.marks.length * KEPT;
    const { x, y, ratio } = this.#sigma.getCamera();
    const isAllSeen = x === MIDDLE.x && y === MIDDLE.y && ratio >= MIDDLE.ratio;
    const isSame = isOfTheSame(this.#scene, scene);
    this.#scene = scene;
    this.#palette = palette;
    const marks = new Map(scene.marks.map((mark) => [mark.id, mark]));
    const lines = new Map(scene.lines.map((line) => [line.id, line]));
    if (isSame && this.#isDrawn) {
      const graph = this.#sigma.getGraph();
      // Edges before vertices: sigma repaints those in place, and lays out anew for these.
      graph.updateEachEdgeAttributes((id) => this.#ofLine(lines.get(id)!));
      graph.updateEachNodeAttributes((id) => this.#ofMark(marks.get(id)!));
    } else {
      const graph = new MultiDirectedGraph();
      for (const mark of scene.marks) graph.addNode(mark.id, this.#ofMark(mark));
      for (const line of scene.lines)
        graph.addEdgeWithKey(line.id, scene.marks[line.from]!.id, scene.marks[line.to]!.id, this.#ofLine(line));
      this.#sigma.setGraph(graph);
    }
    this.#isDrawn = false;
    if (isAnother || (isAllSeen && !isSame)) this.fit();
  }

  #ofMark({ x, y, radius, colour, shape, isDim }: Mark) {
    return {
      x,
      y: -y,
      size: radius,
      color: isDim ? this.#palette.dimmed(colour) : this.#palette.colourOf(colour),
      shape,
      depth: isDim ? 'nodes' : 'topNodes',
    };
  }

  #ofLine({ width, colour, isDim, isDashed, opacity }: Line) {
    return {
      size: width,
      color: isDim ? this.#palette.dimmed(colour) : this.#palette.colourOf(colour),
      head: HEADS.find(({ below }) => width < below)!.name,
      depth: isDim ? 'edges' : 'topEdges',
      opacity,
      dash: isDashed ? 6 : 0,
      ground: this.#palette.colourOf('var(--panel)'),
    };
  }

  /** What is seen at the camera's usual place: all of the scene. */
  #frame(): void {
    const { marks } = this.#scene;
    if (marks.length === 0) return;
    const [xs, ys] = [marks.map(({ x }) => x), marks.map(({ y }) => -y)];
    const extent = (values: number[]): [number, number] => {
      const [low, high] = values.reduce(
        ([a, b], value) => [Math.min(a, value), Math.max(b, value)],
        [Infinity, -Infinity],
      );
      return low === high ? [low - 1, high + 1] : [low, high];
    };
    this.#sigma.setCustomBBox({ x: extent(xs), y: extent(ys) });
  }

  fit(): void {
    this.#frame();
    this.#sigma.getCamera().setState(MIDDLE);
    this.#sigma.scheduleRefresh();
  }

  zoom(factor: number, isCalm: boolean): void {
    const camera = this.#sigma.getCamera();
    const ratio = camera.getBoundedRatio(camera.ratio / factor);
    if (isCalm) camera.setState({ ratio });
    else void camera.animate({ ratio }, { duration: ANIMATION_MILLIS });
  }

  /** Brings a vertex into sight, where it is not. */
  reveal(id: string): void {
    const mark = this.#scene.marks.find((one) => one.id === id);
    if (!mark) return;
    const { width, height } = this.#sigma.getDimensions();
    const at = this.#sigma.graphToViewport({ x: mark.x, y: -mark.y });
    if (at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height) return;
    const { x, y } = this.#sigma.graphToFramedGraph({ x: mark.x, y: -mark.y });
    this.#sigma.getCamera().setState({ x, y });
  }

  /** Where the marks are, in px of the view. */
  places(): Point[] {
    return this.#scene.marks.map(({ x, y }) => this.#sigma.graphToViewport({ x, y: -y }));
  }

  placeOf(id: string): Point {
    const mark = this.#scene.marks.find((one) => one.id === id);
    return mark ? this.#sigma.graphToViewport({ x: mark.x, y: -mark.y }) : { x: 0, y: 0 };
  }

  /** Once more, such as when a font has come. */
  redraw(): void {
    this.#widths.clear();
    this.#sigma.scheduleRender();
  }

  get size(): Size {
    return this.#sigma.getDimensions();
  }

  #drawLabels(): void {
    const { width, height } = this.#sigma.getDimensions();
    const ratio = devicePixelRatio;
    const canvas = this.#overlay;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = FONT;
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.lineJoin = 'round';
    const isIn = ({ x, y }: Point) => x > -20 && y > -20 && x < width + 20 && y < height + 20;
    const seen = this.places()
      .map((place, i) => ({ ...place, mark: this.#scene.marks[i]! }))
      .filter(isIn);
    const rank = ({ mark }: { mark: Mark }) =>
      mark.id === this.#hovered || mark.id === this.#cursor ? 0 : mark.isRinged ? 1 : mark.isDim ? 3 : 2;
    const inOrder = seen.map((one) => ({ ...one, rank: rank(one) })).sort((a, b) => a.rank - b.rank);
    const boxes = placeLabels(
      inOrder.map(({ x, y, mark, rank }, i) => {
        const text = i < LABELS ? mark.label : '';
        return { x, y, radius: this.#sigma.scaleSize(mark.radius) + GAP, text, width: this.#widthOf(text, context) };
      }),
      width,
    );
    const ink = this.#palette.colourOf('var(--ink)');
    const ground = this.#palette.colourOf('var(--panel)');
    for (const { x, y, mark, rank } of inOrder) {
      if (rank > 1 && !mark.isPinned) continue;
      context.beginPath();
      context.arc(x, y, this.#sigma.scaleSize(mark.radius) + GAP + 1, 0, 2 * Math.PI);
      context.lineWidth = rank > 1 ? 1 : 2;
      context.setLineDash(rank > 1 ? [2, 2] : []);
      context.strokeStyle = mark.isRinged ? this.#palette.colourOf('var(--accent)') : ink;
      context.stroke();
    }
    context.setLineDash([]);
    this.#labels = boxes.flatMap((box, i) => {
      const { mark, rank } = inOrder[i]!;
      return box ? [{ ...box, text: mark.label, isDim: rank > 2 }] : [];
    });
    context.lineWidth = 3;
    context.strokeStyle = ground;
    const quiet = this.#palette.dimmed('var(--ink)');
    for (const { x, y, text } of this.#labels) context.strokeText(text, x, y + 1);
    for (const { x, y, text, isDim } of this.#labels) {
      context.fillStyle = isDim ? quiet : ink;
      context.fillText(text, x, y + 1);
    }
  }

  #widthOf(text: string, context: CanvasRenderingContext2D): number {
    const known = this.#widths.get(text) ?? context.measureText(text).width + GAP;
    this.#widths.set(text, known);
    return known;
  }

  /** What is in sight, as lines and texts. */
  picture(): Picture {
    const places = this.places();
    return {
      ...this.#sigma.getDimensions(),
      scene: {
        marks: this.#scene.marks.map((mark, i) => ({
          ...mark,
          ...places[i]!,
          radius: this.#sigma.scaleSize(mark.radius),
        })),
        lines: this.#scene.lines,
      },
      labels: this.#labels,
      colourOf: this.#palette.colourOf,
      ground: this.#palette.colourOf('var(--panel)'),
      ink: this.#palette.colourOf('var(--ink)'),
    };
  }

  /** What is in sight, as it is drawn. */
  png(): Promise<Blob | null> {
    const stage = this.#sigma.getStageCanvas();
    const canvas = document.createElement('canvas');
    canvas.width = stage.width;
    canvas.height = stage.height;
    const context = canvas.getContext('2d')!;
    context.fillStyle = this.#palette.colourOf('var(--panel)');
    context.fillRect(0, 0, canvas.width, canvas.height);
    this.#sigma.refresh(); // what was drawn before may be gone from the buffer
    context.drawImage(stage, 0, 0);
    context.drawImage(this.#overlay, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  }

  kill(): void {
    this.#sigma.kill();
  }
}

const isOfTheSame = (a: Scene, b: Scene): boolean =>
  a.marks.length === b.marks.length &&
  a.lines.length === b.lines.length &&
  a.marks.every((mark, i) => mark.id === b.marks[i]!.id) &&
  a.lines.every((line, i) => line.id === b.lines[i]!.id);
