import { Page } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import * as templates from './templates.ts';

/** Operations on templates of maps, and on tests of maps. */
export const templateEndpoints = {
  listTemplates: {
    method: 'GET',
    path: '/templates',
    summary: 'Templates of maps between documents and canonical objects',
    permission: 'flows:read',
    query: templates.TemplateSearch,
    response: Page(templates.TemplateSummary),
  },
  getTemplate: {
    method: 'GET',
    path: '/templates/:id',
    summary: 'A template with its map',
    permission: 'flows:read',
    response: templates.Template,
  },
  testTemplate: {
    method: 'POST',
    path: '/templates/:id/tests',
    summary: 'Run the test cases that come with a template',
    permission: 'flows:read',
    response: templates.MapTestsResult,
  },
  applyOverlay: {
    method: 'POST',
    path: '/templates/:id/apply',
    summary: "A template with a partner's overlay: the map that holds, and what differs",
    permission: 'flows:read',
    body: templates.ApplyOverlayBody,
    response: templates.EffectiveMap,
  },
  overlayOf: {
    method: 'POST',
    path: '/templates/:id/overlay',
    summary: 'The overlay that makes a template into an edited map',
    permission: 'flows:read',
    body: templates.OverlayOfBody,
    response: templates.OverlayOfResult,
  },
  testMap: {
    method: 'POST',
    path: '/mapping/tests',
    summary: 'Run test cases of a map',
    permission: 'flows:read',
    body: templates.MapTestsBody,
    response: templates.MapTestsResult,
  },
} as const satisfies Record<string, Endpoint>;
