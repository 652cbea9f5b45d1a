import { ActionIcon, Group, SegmentedControl, Text, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconFold, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { ScrollRegion } from '../page/scroll-region.tsx';
import { CopyButton } from '../forms/copy-button.tsx';
import { JsonTree } from './json-tree.tsx';
import { ancestorsOf, findInJson, jsonRows, type Expansion } from './json-rows.ts';
import classes from './json-view.module.css';

export interface JsonViewProps {
  /** Any JSON value; a text that isn't JSON (EDI, CSV, XML) is shown with its lines. */
  value: unknown;
  label: string;
  height?: number | string;
}

const openDepth = 3;

/** Reads JSON: folds, searches and copies; draws only the lines in view, so that large payloads stay quick. */
export function JsonView({ value, label, height = 360 }: JsonViewProps) {
  const [mode, setMode] = useState<'tree' | 'text'>('tree');
  if (value === undefined) {
    return (
      <Text size="xs" c="dimmed" p="sm">
        Nothing.
      </Text>
    );
  }
  const manyLines = typeof value === 'string' && value.length > 80;
  return manyLines ? (
    <TextView value={value} label={label} height={height} />
  ) : (
    <Tree value={value} label={label} height={height} mode={mode} onMode={setMode} />
  );
}

interface TreeProps extends Required<JsonViewProps> {
  mode: 'tree' | 'text';
  onMode(mode: 'tree' | 'text'): void;
}

function Tree({ value, label, height, mode, onMode }: TreeProps) {
  const [expansion, setExpansion] = useState<Expansion>({
    toggled: new Map(),
    depth: openDepth,
    complete: new Set(),
  });
  const search = useJsonSearch(value, setExpansion);
  const rows = useMemo(() => jsonRows(value, expansion), [value, expansion]);
  const source = () => JSON.stringify(value, null, 2);
  const toggle = (id: string, open: boolean): void =>
    setExpansion((current) => ({ ...current, toggled: new Map(current.toggled).set(id, open) }));
  const complete = (id: string): void =>
    setExpansion((current) => ({ ...current, complete: new Set(current.complete).add(id) }));
  return (
    <div className={classes.view}>
      <Group gap={4} wrap="nowrap" className={classes.bar}>
        <SearchField label={label} search={search} />
        <Tooltip label="Fold all">
          <ActionIcon
            aria-label="Fold all"
            onClick={() => setExpansion({ toggled: new Map(), depth: 1, complete: new Set() })}
          >
            <IconFold size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <CopyButton text={source} label={`Copy ${label.toLowerCase()}`} />
        <SegmentedControl
          value={mode}
          onChange={onMode}
          data={[
            { value: 'tree', label: 'Tree' },
            { value: 'text', label: 'Text' },
          ]}
          aria-label={`How ${label.toLowerCase()} is shown`}
        />
      </Group>
      {mode === 'tree' ? (
        <JsonTree
          rows={rows}
          label={label}
          height={height}
          found={search.foundSet}
          current={search.current}
          onToggle={toggle}
          onComplete={complete}
        />
      ) : (
        <ScrollRegion as="pre" label={label} className={classes.text} height={height}>
          {source()}
        </ScrollRegion>
      )}
    </div>
  );
}

function TextView({ value, label, height }: { value: string; label: string; height: number | string }) {
  return (
    <div className={classes.view}>
      <Group gap={4} justify="flex-end" className={classes.bar}>
        <CopyButton text={() => value} label={`Copy ${label.toLowerCase()}`} />
      </Group>
      <ScrollRegion as="pre" label={label} className={classes.text} height={height}>
        {value}
      </ScrollRegion>
    </div>
  );
}

type SetExpansion = (update: (current: Expansion) => Expansion) => void;

function useJsonSearch(value: unknown, setExpansion: SetExpansion) {
  const [words, setWords] = useState('');
  const [index, setIndex] = useState(0);
  const found = useMemo(() => findInJson(value, words.trim()), [value, words]);

  const show = (list: readonly string[], at: number): void => {
    setIndex(at);
    const id = list[at];
    if (id === undefined) return;
    setExpansion((current) => {
      const toggled = new Map(current.toggled);
      const complete = new Set(current.complete);
      for (const ancestor of ancestorsOf(id)) {
        toggled.set(ancestor, true);
        complete.add(ancestor);
      }
      return { ...current, toggled, complete };
    });
  };

  return {
    words,
    count: found.length,
    index,
    foundSet: useMemo(() => new Set(found), [found]),
    current: found[index],
    change(text: string): void {
      setWords(text);
      show(findInJson(value, text.trim()), 0);
    },
    step(by: 1 | -1): void {
      if (found.length > 0) show(found, (index + by + found.length) % found.length);
    },
  };
}

function SearchField({ label, search }: { label: string; search: ReturnType<typeof useJsonSearch> }) {
  const { words, count, index, change, step } = search;
  return (
    <>
      <TextInput
        className={classes.search}
        aria-label={`Search in ${label.toLowerCase()}`}
        placeholder="Search"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={words}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape' && words) {
            event.stopPropagation();
            change('');
          }
        }}
      />
      {words ? (
        <>
          <span className={classes.count} role="status">
            {count === 0 ? 'none' : `${index + 1}/${count}`}
          </span>
          <ActionIcon aria-label="Previous" disabled={count === 0} onClick={() => step(-1)}>
            <IconChevronUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label="Next" disabled={count === 0} onClick={() => step(1)}>
            <IconChevronDown size={15} aria-hidden />
          </ActionIcon>
        </>
      ) : null}
    </>
  );
}
