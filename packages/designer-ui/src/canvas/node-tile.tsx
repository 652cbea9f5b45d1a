import type { CatalogueConnector } from '@crossdock/flow-schema';
import { createContext, createElement, use } from 'react';
import { groupOf, iconOf } from './node-icons.ts';
import classes from './node-tile.module.css';
import { SvgIcon } from './svg-icon.tsx';

/** Connectors bring their own icons; canvas and palette find them here. */
export const CatalogueContext = createContext<readonly CatalogueConnector[]>([]);

export interface NodeTileProps {
  type: string;
  /** Id of the connector, for connector nodes. */
  connector?: unknown;
  size?: number;
}

/** The coloured square with the icon of a node's type, or of its connector. */
export function NodeTile({ type, connector, size = 32 }: NodeTileProps) {
  const svg = use(CatalogueContext).find(({ id }) => id === connector)?.icon;
  const glyph = Math.round(size * 0.56);
  return (
    <span
      className={classes.tile}
      data-group={groupOf(type)}
      style={{ width: size, height: size }}
      aria-hidden
    >
      {svg ? <SvgIcon svg={svg} size={glyph} /> : createElement(iconOf(type), { size: glyph, stroke: 1.8 })}
    </span>
  );
}
