import { Modal, SimpleGrid } from '@mantine/core';
import { useDesigner } from '../session.ts';
import classes from './dialogs.module.css';

const groups: readonly { title: string; keys: readonly [string, string][] }[] = [
  {
    title: 'Steps',
    keys: [
      ['A', 'Add a step'],
      ['Enter', 'Open the step'],
      ['Delete', 'Delete'],
      ['D', 'Switch off or on'],
      ['Ctrl D', 'Duplicate'],
      ['Ctrl C · X · V', 'Copy, cut, paste'],
      ['Arrows', 'Move; with Shift in larger steps'],
    ],
  },
  {
    title: 'Canvas',
    keys: [
      ['F', 'Fit everything'],
      ['Ctrl F', 'Find a step'],
      ['Ctrl A', 'Select all'],
      ['Shift and drag', 'Select by a box'],
      ['Tab', 'From step to step'],
      ['Escape', 'Close, select nothing'],
    ],
  },
  {
    title: 'Flow',
    keys: [
      ['Ctrl Z', 'Undo'],
      ['Ctrl Shift Z', 'Redo'],
      ['Ctrl S', 'Save now'],
      ['Ctrl K', 'Go anywhere'],
      ['?', 'These keys'],
    ],
  },
  {
    title: 'In an expression',
    keys: [
      ['Ctrl Space', 'What can come here'],
      ['Ctrl Shift Space', 'Parameters of the function'],
      ['Ctrl I', 'What is at the cursor'],
      ['Escape', 'Close the hint, then leave'],
    ],
  },
];

/** All keys of the designer. */
export function ShortcutsDialog() {
  const { ui } = useDesigner();
  return (
    <Modal opened onClose={() => ui.setState({ shortcutsOpen: false })} title="Keys" size={900}>
      <SimpleGrid cols={4}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={classes.heading}>{title}</h3>
            <dl className={classes.keys}>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
