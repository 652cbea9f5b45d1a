// Shows the OpenAPI document. Everything is put into the page as text, never as markup.

/** Makes an element; children are elements or texts. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Text in which words between backticks are code. */
function prose(text) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', {}, part)));
}

/** Follows `$ref`s within the document. */
function resolve(api, schema) {
  let found = schema;
  for (let hops = 0; found?.$ref && hops < 10; hops += 1) {
    found = found.$ref
      .slice(2)
      .split('/')
      .reduce((part, key) => part?.[key], api);
  }
  return found ?? {};
}

function typeText(schema) {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' | ');
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.type === 'array') return `list of ${typeText(schema.items ?? {})}`;
  return [schema.type ?? 'any', schema.format].filter(Boolean).join(', ');
}

function limitsText(schema) {
  const names = [
    'minimum',
    'maximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'default',
    'pattern',
  ];
  return names
    .filter((name) => schema[name] !== undefined)
    .map((name) => `${name} ${JSON.stringify(schema[name])}`)
    .join(', ');
}

/** The parts of a schema that have fields of their own. */
function partsOf(api, schema) {
  const found = resolve(api, schema);
  if (found.type === 'array') return partsOf(api, found.items ?? {});
  if (found.anyOf) return found.anyOf.flatMap((part) => partsOf(api, part));
  return found.properties ? [found] : [];
}

/** Fields of a schema; deeper ones are made when they are opened. */
function fieldList(api, schema) {
  const parts = partsOf(api, schema);
  if (parts.length === 0) return element('p', { class: 'dim' }, typeText(resolve(api, schema)));
  return element('div', {}, ...parts.map((part) => fieldsOfPart(api, part)));
}

function fieldsOfPart(api, part) {
  const list = element('ul', { class: 'fields' });
  for (const [name, schema] of Object.entries(part.properties)) {
    const required = part.required?.includes(name) ? '' : ' (optional)';
    const about = [typeText(schema) + required, limitsText(schema), schema.description]
      .filter(Boolean)
      .join(' · ');
    const line = [element('code', {}, name), ' ', element('span', { class: 'dim' }, about)];
    const hasFields = partsOf(api, schema).length > 0;
    list.append(element('li', {}, ...(hasFields ? [lazyDetails(line, () => fieldList(api, schema))] : line)));
  }
  return list;
}

function lazyDetails(title, make) {
  const details = element('details', {}, element('summary', {}, ...title));
  details.addEventListener('toggle', () => details.append(make()), { once: true });
  return details;
}

function parametersOf(api, { parameters = [] }) {
  if (parameters.length === 0) return [];
  const list = element('ul', { class: 'fields' });
  for (const { name, in: place, required, schema, description } of parameters) {
    const about = [
      `${place}, ${typeText(schema)}${required ? '' : ' (optional)'}`,
      limitsText(schema),
      description,
    ];
    list.append(
      element(
        'li',
        {},
        element('code', {}, name),
        ' ',
        element('span', { class: 'dim' }, about.filter(Boolean).join(' · ')),
      ),
    );
  }
  return [list];
}

function bodyOf(api, { requestBody }) {
  return Object.entries(requestBody?.content ?? {})
    .filter(([, { schema }]) => schema)
    .map(([type, { schema }]) => lazyDetails([`Body (${type})`], () => fieldList(api, schema)));
}

function responsesOf(api, { responses }) {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => {
      const [schema] = Object.values(response.content ?? {}).map((media) => media.schema);
      return schema
        ? lazyDetails([`Answer ${status}`], () => fieldList(api, schema))
        : element('p', { class: 'dim' }, `Answer ${status}: ${response.description}`);
    });
}

function article(api, { path, method, operation }) {
  const permission = operation['x-permission'];
  return element(
    'article',
    { id: operation.operationId },
    element('h3', {}, operation.summary),
    element(
      'p',
      { class: 'path' },
      element('span', { class: `method ${method}` }, method.toUpperCase()),
      path,
      ...(permission ? [element('span', { class: 'dim' }, `  — ${permission}`)] : []),
    ),
    ...(operation.description ? [element('p', { class: 'dim' }, ...prose(operation.description))] : []),
    ...parametersOf(api, operation),
    ...bodyOf(api, operation),
    ...responsesOf(api, operation),
  );
}

function operationsOf(api) {
  const methods = ['get', 'post', 'put', 'patch', 'delete'];
  return Object.entries(api.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => ({
        path: (item.servers?.[0]?.url ?? api.servers[0].url).replace(/\/$/, '') + path,
        method,
        operation: item[method],
      })),
  );
}

function show(api, operations) {
  const index = document.querySelector('#index');
  const main = document.querySelector('#operations');
  index.replaceChildren();
  main.replaceChildren(
    element('p', { class: 'dim' }, ...prose(`${api.info.description} Version ${api.info.version}.`)),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags[0]))];
  for (const tag of tags) {
    index.append(element('h2', {}, tag));
    for (const each of operations.filter(({ operation }) => operation.tags[0] === tag)) {
      index.append(element('a', { href: `#${each.operation.operationId}` }, each.operation.summary));
      main.append(article(api, each));
    }
  }
  main.scrollTop = 0;
  if (operations.length === 0) main.append(element('p', {}, 'Nothing found.'));
}

async function start() {
  const answer = await fetch('/api/v1/openapi.json');
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const api = await answer.json();
  const operations = operationsOf(api);
  show(api, operations);
  document.querySelector('#search').addEventListener('input', ({ target }) => {
    const wanted = target.value.trim().toLowerCase();
    const text = ({ path, method, operation }) => `${method} ${path} ${operation.summary}`.toLowerCase();
    show(
      api,
      operations.filter((each) => text(each).includes(wanted)),
    );
  });
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

start().catch((error) => {
  document.querySelector('#operations').replaceChildren(`The document can’t be loaded: ${error.message}`);
});
