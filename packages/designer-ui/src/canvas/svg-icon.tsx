import { createElement, useMemo, type ReactElement } from 'react';

const shapes = new Set(['g', 'path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon']);
const attributes = new Map(
  [
    'd',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'width',
    'height',
    'points',
    'fill',
    'stroke',
    'stroke-width',
    'stroke-linecap',
    'stroke-linejoin',
    'fill-rule',
    'clip-rule',
    'transform',
    'opacity',
    'stroke-dasharray',
  ].map((name) => [name, name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())]),
);

/** Only plain painted shapes pass: no scripts, links, styles or outside references. */
function shapesIn(parent: Element): ReactElement[] {
  return [...parent.children]
    .filter((element) => shapes.has(element.tagName.toLowerCase()))
    .map((element, key) =>
      createElement(element.tagName, { key, ...safeAttributes(element) }, ...shapesIn(element)),
    );
}

function safeAttributes(element: Element): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    const property = attributes.get(name);
    if (property && !/url\(|javascript:/i.test(value)) safe[property] = value;
  }
  return safe;
}

function parseSvg(text: string): Element | undefined {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return root.tagName === 'svg' ? root : undefined;
}

export interface SvgIconProps {
  /** The SVG as text, as connectors bring it. */
  svg: string;
  size: number;
}

/** Draws a connector's own icon in the colour of the text around it. Decorative: the name stands beside it. */
export function SvgIcon({ svg, size }: SvgIconProps) {
  const root = useMemo(() => parseSvg(svg), [svg]);
  if (!root) return null;
  const { width: _width, height: _height, ...painted } = safeAttributes(root);
  return (
    <svg
      {...painted}
      viewBox={root.getAttribute('viewBox') ?? '0 0 24 24'}
      width={size}
      height={size}
      fill={painted['fill'] ?? 'currentColor'}
      aria-hidden
    >
      {shapesIn(root)}
    </svg>
  );
}
