/** The Temporal UI in a browser, as an operator uses it. All that depends on how the UI is built is in this file. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { browser } from '../site/browser/chromium.ts';

/** `NHS_PICTURES=yes npm test -- test/ui` takes the pictures of docs/operate.md again. */
const TAKES_PICTURES = process.env['NHS_PICTURES'] === 'yes';
const PICTURES = fileURLToPath(new URL('../../docs/img/', import.meta.url));
const LOOK_EVERY_MS = 400;
const WITHIN_MS = 60_000;

export interface TemporalUi {
  readonly page: Page;
  /** Types the input into the form at a link, and starts the workflow. */
  readonly start: (link: string, input: string) => Promise<void>;
  /** Opens the page of a workflow's latest run, at the tab that has its details. */
  readonly openWorkflow: (workflowId: string) => Promise<void>;
  /** Current Details, as a reader sees them, once they show what is awaited. */
  readonly details: (awaited: RegExp) => Promise<string>;
  /** An element of Current Details. */
  readonly inDetails: (selector: string) => Locator;
  /** Sends an Update that is accepted. */
  readonly sendUpdate: (name: string, data: string) => Promise<void>;
  /** Sends an Update that is refused; returns what the dialog says. */
  readonly sendRefused: (name: string, data: string) => Promise<string>;
  readonly openSchedule: (id: string) => Promise<void>;
  readonly unpause: (reason: string) => Promise<void>;
  readonly trigger: () => Promise<void>;
  readonly picture: (name: string, height: number) => Promise<void>;
  /** Fails where an error was thrown in a page. Whatever is not on this machine was never reached. */
  readonly assertSound: () => void;
  readonly close: () => Promise<void>;
}

export async function openTemporalUi(uiUrl: string, namespace: string): Promise<TemporalUi> {
  const root = `${uiUrl}/namespaces/${namespace}`;
  const viewport = { width: 1200, height: 1000 };
  const context = await (
    await browser()
  ).newContext({ viewport, timezoneId: 'Europe/London', reducedMotion: 'reduce', serviceWorkers: 'block' });
  // The UI asks for its maker's news.
  await context.route('**', async (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    const isHere = hostname === '127.0.0.1' || ['data:', 'blob:'].includes(protocol);
    await (isHere ? route.continue() : route.abort());
  });
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  const page = await context.newPage();
  page.setDefaultTimeout(WITHIN_MS);
  const dialog = page.getByRole('dialog');
  const details = page.frameLocator('#user-metadata-current-details');

  /** The UI sets JSON in order when its field is left, and moves its buttons by that: the field is left first. */
  const typeJson = async (within: Locator, text: string): Promise<void> => {
    const field = within.locator('.cm-content').first();
    await field.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(text);
    await field.blur();
  };
  const fillUpdate = async (name: string, data: string): Promise<void> => {
    await page.getByRole('button', { name: 'More Actions' }).click();
    await page.getByRole('menuitem', { name: 'Send an Update' }).click();
    await dialog.getByRole('button', { name: 'Select an Update' }).click();
    await page.getByRole('option', { name: new RegExp(`^${name}\\b`) }).click();
    await typeJson(dialog, data);
    await dialog.getByRole('button', { name: 'Submit' }).click();
  };

  return {
    page,
    start: async (link, input) => {
      await page.goto(link);
      await page.getByText('Task Queue is Active').waitFor();
      await typeJson(page.getByRole('main'), input);
    },
    openWorkflow: async (workflowId) => {
      await page.goto(`${root}/workflows/${encodeURIComponent(workflowId)}`);
      await page.getByRole('tab', { name: 'User Metadata' }).click();
    },
    details: async (awaited) => {
      const until = Date.now() + WITHIN_MS;
      for (;;) {
        const shown = await details
          .locator('main')
          .innerText({ timeout: 5000 })
          .catch(() => '');
        const text = shown.replace(/\s+/g, ' ');
        if (awaited.test(text)) return text;
        if (Date.now() > until) assert.fail(`Current Details never showed ${String(awaited)}: ${text}`);
        // What the page says to press for newer ones.
        await page.keyboard.press('r');
        await page.waitForTimeout(LOOK_EVERY_MS);
      }
    },
    inDetails: (selector) => details.locator(selector),
    sendUpdate: async (name, data) => {
      await fillUpdate(name, data);
      await dialog.waitFor({ state: 'detached' });
    },
    sendRefused: async (name, data) => {
      await fillUpdate(name, data);
      const said = await dialog.getByRole('alert').last().innerText();
      await dialog.getByRole('button', { name: 'Cancel' }).last().click();
      await dialog.waitFor({ state: 'detached' });
      return said;
    },
    openSchedule: async (id) => {
      await page.goto(`${root}/schedules`);
      await page.getByRole('link', { name: id, exact: true }).click();
      await page.getByRole('button', { name: 'Schedule Actions' }).waitFor();
    },
    unpause: async (reason) => {
      await page.getByRole('button', { name: 'Unpause' }).click();
      await dialog.getByRole('textbox').fill(reason);
      await dialog.getByRole('button', { name: 'Unpause' }).click();
      await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    },
    trigger: async () => {
      await page.getByRole('button', { name: 'Schedule Actions' }).click();
      await page.getByRole('menuitem', { name: 'Trigger' }).click();
      await dialog.getByRole('button', { name: 'Trigger' }).click();
      await dialog.waitFor({ state: 'detached' });
    },
    picture: async (name, height) => {
      if (!TAKES_PICTURES) return;
      await page.setViewportSize({ width: viewport.width, height });
      // Of a workflow the part from its tabs on, which has the details.
      const tabs = page.getByRole('tablist');
      if ((await tabs.count()) > 0) await tabs.evaluate((list) => list.scrollIntoView());
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
      await page.setViewportSize(viewport);
    },
    assertSound: () => assert.deepEqual(errors, []),
    close: async () => await context.close(),
  };
}
