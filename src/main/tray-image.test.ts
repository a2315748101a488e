import { expect, test } from 'vitest';
import { drawTray, TRAY_SIDE, type TrayFace } from './tray-image.ts';

const face = (change: Partial<TrayFace>): TrayFace => ({ state: 'calm', count: 0, isTemplate: false, ...change });

/** The outline of an icon, without its colours: which pixels are dark, light and clear. */
function outline(of: TrayFace): string {
  const pixels = drawTray(of, 2);
  let signs = '';
  for (let at = 0; at < pixels.length; at += 4) {
    const green = pixels[at + 1] ?? 0;
    signs += (pixels[at + 3] ?? 0) < 128 ? ' ' : green > 180 ? '#' : '.';
  }
  return signs;
}

test('calm, at risk, breached and offline are told apart without their colours, and so are the numbers', () => {
  const faces = [
    face({}),
    face({ state: 'risk', count: 3 }),
    face({ state: 'breached', count: 3 }),
    face({ state: 'risk', count: 12 }),
    face({ state: 'risk', count: 100 }),
    face({ state: 'offline', count: 3 }),
    face({ isTemplate: true }),
    face({ isTemplate: true, state: 'offline' }),
  ];
  expect(new Set(faces.map(outline)).size).toBe(faces.length);
});

test.each([1, 1.25, 1.5, 2, 3])(
  'at a scale of %d it is a square of pixels, premultiplied, whose corners are clear',
  (scale) => {
    const pixels = drawTray(face({ state: 'breached', count: 99 }), scale);
    const side = Math.round(TRAY_SIDE * scale);
    expect(pixels).toHaveLength(side * side * 4);
    expect(pixels[3]).toBeLessThan(64);
    for (let at = 0; at < pixels.length; at += 4) {
      const [blue = 0, green = 0, red = 0, alpha = 0] = pixels.subarray(at, at + 4);
      expect(Math.max(blue, green, red)).toBeLessThanOrEqual(alpha);
    }
  },
);

test('for a menu bar that colours it itself it is black and clear', () => {
  const pixels = drawTray(face({ state: 'offline', isTemplate: true }), 2);
  for (let at = 0; at < pixels.length; at += 4) expect([...pixels.subarray(at, at + 3)]).toEqual([0, 0, 0]);
});
