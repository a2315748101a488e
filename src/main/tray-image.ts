import type { TrayState } from '../shared/ipc/alert-channels.ts';

/** The side of the icon in device-independent pixels. */
export const TRAY_SIDE = 16;

/** What an icon shows. */
export type TrayFace = {
  readonly state: TrayState['state'];
  /** 0 shows the mark of the app instead. */
  readonly count: number;
  /** Black and clear, for a menu bar that colours it itself: the mark alone. */
  readonly isTemplate: boolean;
};

type Point = readonly [x: number, y: number];
/** How far a point is from the edge of a shape, negative inside it, in sixteenths of the icon. */
type Shape = (x: number, y: number) => number;

// --accent, and the amber, red and grey of src/renderer/ui/tokens.css: each tells white from itself at 4.5:1 at least.
const COLOURS = {
  calm: [0x0f, 0x6e, 0x69],
  risk: [0x9a, 0x5b, 0x06],
  breached: [0xc0, 0x26, 0x26],
  offline: [0x57, 0x53, 0x4e],
} as const;
const WHITE = [0xff, 0xff, 0xff] as const;
const BLACK = [0, 0, 0] as const;

const STEPS: readonly Point[] = [
  [3.6, 12],
  [6.4, 12],
  [6.4, 9],
  [9.6, 9],
  [9.6, 6],
  [12.4, 6],
];
const STROKE = 0.75;

// Three wide, five high, as bits from the top left.
const DIGITS: Readonly<Record<string, string>> = {
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '111001111100111',
  '3': '111001111001111',
  '4': '101101111001001',
  '5': '111100111001111',
  '6': '111100111101111',
  '7': '111001010010010',
  '8': '111101111101111',
  '9': '111101111001111',
  '+': '000010111010000',
};

/**
 * The icon as pixels, blue, green, red, alpha, premultiplied. A tile of its own colour stands on light and dark panels
 * alike. State is not said by colour alone: a breach has the shape of a stop sign, at risk is square, both with their number; offline is
 * crossed out.
 */
export function drawTray(face: TrayFace, scale: number): Buffer {
  const side = Math.round(TRAY_SIDE * scale);
  const pixels = Buffer.alloc(side * side * 4);
  const layers = face.isTemplate ? templateLayers(face) : tileLayers(face, scale);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      let colour: readonly [number, number, number] = BLACK;
      let alpha = 0;
      for (const layer of layers) {
        const cover = Math.min(1, Math.max(0, 0.5 - layer.shape((x + 0.5) / scale, (y + 0.5) / scale) * scale));
        if (layer.isCut === true) alpha *= 1 - cover;
        else {
          const under = colour;
          const next = cover + alpha * (1 - cover);
          const mixed = (at: 0 | 1 | 2): number =>
            next === 0 ? 0 : (layer.colour[at] * cover + under[at] * alpha * (1 - cover)) / next;
          colour = [mixed(0), mixed(1), mixed(2)];
          alpha = next;
        }
      }
      const [red, green, blue] = colour;
      pixels.set([blue * alpha, green * alpha, red * alpha, 255 * alpha].map(Math.round), (y * side + x) * 4);
    }
  }
  return pixels;
}

type Layer = { readonly shape: Shape; readonly colour: readonly [number, number, number]; readonly isCut?: boolean };

function tileLayers({ state, count }: TrayFace, scale: number): Layer[] {
  const tile: Layer = { shape: state === 'breached' ? octagon : box(8, 8, 8, 8, 3.5), colour: COLOURS[state] };
  if (state === 'offline') return [tile, ...mark(WHITE), ...crossed(COLOURS.offline, WHITE)];
  if (count === 0) return [tile, ...mark(WHITE)];
  return [tile, { shape: written(count > 99 ? '99+' : String(count), scale), colour: WHITE }];
}

function templateLayers({ state }: TrayFace): Layer[] {
  if (state !== 'offline') return mark(BLACK);
  const [gap, line] = crossed(BLACK, BLACK);
  return [...mark(BLACK), ...(gap === undefined || line === undefined ? [] : [{ ...gap, isCut: true }, line])];
}

/** The steps and the person on the upper one. */
function mark(colour: Layer['colour']): Layer[] {
  return [
    { shape: stroke(STEPS, STROKE), colour },
    { shape: (x, y) => Math.hypot(x - 11, y - 3.4) - 1.1, colour },
  ];
}

/** A line across, set off from what it crosses. */
function crossed(around: Layer['colour'], colour: Layer['colour']): Layer[] {
  const line: readonly Point[] = [
    [3, 3],
    [13, 13],
  ];
  return [
    { shape: stroke(line, 1.7), colour: around },
    { shape: stroke(line, 0.8), colour },
  ];
}

function box(cx: number, cy: number, halfWidth: number, halfHeight: number, radius: number): Shape {
  return (x, y) => {
    const outX = Math.abs(x - cx) - halfWidth + radius;
    const outY = Math.abs(y - cy) - halfHeight + radius;
    return Math.hypot(Math.max(outX, 0), Math.max(outY, 0)) + Math.min(Math.max(outX, outY), 0) - radius;
  };
}

function stroke(points: readonly Point[], halfWidth: number): Shape {
  const segments = points.slice(1).map((to, index) => [points[index] ?? to, to] as const);
  return (x, y) =>
    Math.min(
      ...segments.map(([[ax, ay], [bx, by]]) => {
        const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
        const at = Math.min(1, Math.max(0, along));
        return Math.hypot(x - ax - at * (bx - ax), y - ay - at * (by - ay));
      }),
    ) - halfWidth;
}

/** That of a stop sign. */
function octagon(x: number, y: number): number {
  const [outX, outY] = [Math.abs(x - 8), Math.abs(y - 8)];
  return Math.max(outX - 8, outY - 8, (outX + outY - 12.8) / Math.SQRT2);
}

/** A number in the middle, each of its cells a whole number of pixels, so that it is sharp. */
function written(text: string, scale: number): Shape {
  const columns = text.length * 4 - 1;
  const cell = Math.max(1, Math.floor(Math.min(2, 14 / columns) * scale)) / scale;
  const onPixel = (at: number): number => Math.round(at * scale) / scale;
  const left = onPixel(8 - (columns * cell) / 2);
  const top = onPixel(8 - (5 * cell) / 2);
  const cells = text.split('').flatMap((digit, at) =>
    (DIGITS[digit] ?? '').split('').flatMap((bit, index) => {
      const column = at * 4 + (index % 3);
      const row = Math.floor(index / 3);
      return bit === '1' ? [box(left + (column + 0.5) * cell, top + (row + 0.5) * cell, cell / 2, cell / 2, 0)] : [];
    }),
  );
  return (x, y) => Math.min(...cells.map((shape) => shape(x, y)));
}
