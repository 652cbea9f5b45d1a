import type { CallSignature, Description } from '@crossdock/mapping';

/** Plain DOM, because the editor shows it outside of React. */
function element(tag: 'div' | 'span' | 'strong', className: string, ...children: (Node | string)[]) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** The documentation of a function ends with lines of example. */
function documentation({ type, documentation: text }: Description): HTMLElement[] {
  if (text === undefined) return [];
  const [first = '', ...examples] = type === 'function' ? text.split('\n') : [text];
  return [
    element('div', 'cd-help-text', first),
    ...examples.map((example) => element('div', 'cd-help-example', example)),
  ];
}

/** What stands under the mouse: its name and type, what it means, and a value that it has had. */
export function descriptionView(description: Description): HTMLElement {
  const { title, type, example } = description;
  const named = type !== '' && type !== 'function';
  const head = element('div', 'cd-help-head', element('span', 'cd-help-title', title));
  if (named) head.append(element('span', 'cd-help-type', type));
  const shown = example !== undefined && example !== type && example !== description.documentation;
  return element(
    'div',
    'cd-help',
    head,
    ...documentation(description),
    ...(shown ? [element('div', 'cd-help-example', `for example ${example}`)] : []),
  );
}

/** The same in a sentence, to be read out. */
export function descriptionText({ title, type, example, documentation: text }: Description): string {
  return [title, type, text, example === undefined ? undefined : `for example ${example}`]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}

/** How a function is called, with the argument that is being written marked. */
export function signatureView({ help, parameter }: CallSignature): HTMLElement[] {
  const head = element('div', 'cd-help-head');
  const call = element('span', 'cd-help-title', `$${help.name}(`);
  help.parameters.forEach((name, index) => {
    if (index > 0) call.append(', ');
    call.append(index === parameter ? element('strong', 'cd-help-current', name) : name);
  });
  call.append(')');
  head.append(call);
  return [
    head,
    element('div', 'cd-help-text', help.help),
    ...(help.example ? [element('div', 'cd-help-example', help.example)] : []),
  ];
}

/** Which argument is being written, to be read out. */
export function signatureText({ help, parameter }: CallSignature): string {
  const current = help.parameters[parameter];
  const place = current === undefined ? '' : `, now ${current}`;
  return `$${help.name}(${help.parameters.join(', ')})${place}`;
}
