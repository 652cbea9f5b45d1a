import {
  checkShape,
  type Flow,
  type FlowDefinition,
  type FlowFindings,
  type FlowSummary,
  type Version,
  type VersionSummary,
} from '@crossdock/flow-schema';
import type { Actor } from '../access/principal.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { FlowList } from '../store/flow-list.ts';
import type { FlowRow, FlowStore } from '../store/flows.ts';
import type { PageRequest, PageResult } from '../store/page.ts';
import type { VersionStore } from '../store/versions.ts';
import type { FlowCheck } from './flow-check.ts';
import { FlowFactsCache } from './flow-facts.ts';
import { publishedFormOf } from './published.ts';
import { showFlow, showSummary } from './show-flow.ts';

export interface FlowServices {
  store: FlowStore;
  list: FlowList;
  versions: VersionStore;
  check: FlowCheck;
}

/** Drafts and versions of flows. */
export class Flows {
  readonly #services: FlowServices;
  readonly #facts = new FlowFactsCache();

  constructor(services: FlowServices) {
    this.#services = services;
  }

  async list(page: PageRequest, search: string | undefined): Promise<PageResult<FlowSummary>> {
    const { items, next } = await this.#services.list.page(page, search);
    const unknown = items.filter((flow) => !this.#facts.get(flow)).map(({ id }) => id);
    for (const draft of await this.#services.list.drafts(unknown)) this.#facts.set(draft, draft.definition);
    const noFacts = { description: '', triggerType: null };
    return { items: items.map((flow) => showSummary(flow, this.#facts.get(flow) ?? noFacts)), next };
  }

  /** @throws Refusal `invalid_fields` when the document hasn't the shape of a flow */
  async create(definition: FlowDefinition, by: Actor): Promise<Flow> {
    refuseShapeless(definition);
    return showFlow(await this.#services.store.create(definition, by));
  }

  /** @throws Refusal `not_found` */
  async get(id: string): Promise<Flow> {
    return showFlow(await this.#find(id));
  }

  /**
   * Saves a draft.
   * @param revision that the change is based on
   * @throws Refusal `not_found`, `invalid_fields`, or `stale_revision` with the revision of now
   */
  async save(draft: { id: string; revision: number; definition: FlowDefinition }, by: Actor): Promise<Flow> {
    refuseShapeless(draft.definition);
    if (!(await this.#services.store.save(draft, by))) throw await this.#stale(draft.id);
    return this.get(draft.id);
  }

  /** @throws Refusal `not_found`, or `flow_deployed` naming the environments */
  async delete(id: string, by: Actor): Promise<void> {
    const deletion = await this.#services.store.delete(id, by);
    if (deletion.kind === 'missing') throw notFound('flow');
    if (deletion.kind === 'deleted') return;
    const { environments } = deletion;
    const message = `It is deployed in ${environments.join(', ')}. Take it out there first.`;
    throw new Refusal('flow_deployed', message, { members: { environments } });
  }

  /** Brings a deleted flow back. @throws Refusal `not_found` */
  async restore(id: string, by: Actor): Promise<Flow> {
    if (!(await this.#services.store.restore(id, by))) throw notFound('flow');
    return this.get(id);
  }

  /** Checks a draft. @param environment in which its connections must be there */
  async validate(id: string, environment: string | undefined): Promise<FlowFindings> {
    return this.#services.check.validate((await this.#find(id)).definition, environment);
  }

  /**
   * Publishes the draft as the next version.
   * @throws Refusal `not_found`, `flow_invalid` with the errors, or `conflict` when the draft changed meanwhile
   */
  async publish(id: string, note: string | undefined, by: Actor): Promise<number> {
    const { revision, definition: draft } = await this.#find(id);
    const definition = publishedFormOf(draft);
    refuseErrors(await this.#services.check.validate(definition));
    const version = await this.#services.versions.publish({ flowId: id, revision, definition, note }, by);
    if (version === undefined) throw new Refusal('conflict', 'The draft was saved just now. Publish again.');
    return version;
  }

  /** @throws Refusal `not_found` */
  async listVersions(id: string, page: PageRequest): Promise<PageResult<VersionSummary>> {
    await this.#find(id);
    return this.#services.versions.list(id, page);
  }

  /** @throws Refusal `not_found` */
  async getVersion(id: string, version: number): Promise<Version> {
    const found = await this.#services.versions.find(id, version);
    if (!found) throw notFound('version');
    return found;
  }

  async #find(id: string): Promise<FlowRow> {
    const flow = await this.#services.store.find(id);
    if (!flow) throw notFound('flow');
    return flow;
  }

  /** Says why a draft was not saved. @throws Refusal `not_found` when there is no such flow */
  async #stale(id: string): Promise<Refusal> {
    const { revision, updatedBy } = await this.#find(id);
    return new Refusal('stale_revision', `${updatedBy} has saved revision ${revision}.`, {
      members: { revision, updatedBy },
      headers: { ETag: `"${revision}"` },
    });
  }
}

/** The contract has checked the fields; what remains is depth and size as a whole. */
function refuseShapeless(definition: FlowDefinition): void {
  const findings = checkShape(definition);
  const [first] = findings;
  if (!first) return;
  const errors = findings.map(({ path, message }) => ({ path: inDefinition(path), message }));
  throw new Refusal('invalid_fields', `The flow is not valid: ${first.message}`, { errors });
}

function refuseErrors({ errors: findings }: FlowFindings): void {
  if (findings.length === 0) return;
  const errors = findings.map(({ path, message }) => ({ path: inDefinition(path), message }));
  const count = findings.length === 1 ? 'one error' : `${findings.length} errors`;
  throw new Refusal('flow_invalid', `The draft has ${count}: ${findings[0]?.message}`, {
    errors,
    members: { findings },
  });
}

const inDefinition = (path: string): string => (path === '' ? 'definition' : `definition.${path}`);
